package dev.signalbox.compile.pipeline.tenant;

import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.receiver.Dependency;
import dev.signalbox.compile.pipeline.collector.receiver.Dependency.Credentials;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Scraping;
import dev.signalbox.compile.pipeline.collector.setting.Tls;
import dev.signalbox.model.pipeline.DependencyCheck;
import java.util.List;
import java.util.Optional;

/** From what a service depends on to who asks it. Addresses without a scheme are spoken to in plain text. */
final class DependencyReceiver {
    /** Who the receiver is where nobody says; no Secret sets these. */
    private static final Credentials MYSQL_DEFAULT =
            new Credentials(Template.envOr("NO_LOGIN_USERNAME", "root"), Template.envOr("NO_LOGIN_PASSWORD", ""));

    /** The one way to say a name and a password that every Kafka knows. */
    private static final String PLAIN = "PLAIN";

    private static final List<Dependency.KafkaScraper> KAFKA = List.of(Dependency.KafkaScraper.values());
    private static final List<String> ALL_NODES = List.of("_all");

    private DependencyReceiver() {}

    static Dependency of(DependencyCheck check, Scraping scraping) {
        Template endpoint = Template.text(check.endpoint());
        Http.Client url = Http.Client.of(endpoint);
        Optional<SecretLogin> login = check.secret().map(SecretLogin::new);
        Optional<Credentials> credentials = login.map(SecretLogin::credentials);
        return switch (check.type()) {
            case POSTGRESQL ->
                new Dependency.PostgreSql(
                        scraping, endpoint, required(check, credentials), List.of(), Tls.Client.none());
            case MYSQL ->
                new Dependency.MySql(scraping, endpoint, credentials.orElse(MYSQL_DEFAULT), Tls.Client.none());
            case REDIS ->
                // Many a Redis knows a password and no names.
                new Dependency.Redis(
                        scraping,
                        endpoint,
                        login.map(secret -> secret.username("")),
                        login.map(secret -> secret.password("")),
                        Tls.Client.none());
            case MONGODB ->
                new Dependency.MongoDb(
                        scraping,
                        List.of(new Dependency.Host(endpoint)),
                        credentials,
                        Optional.empty(),
                        Tls.Client.none());
            case KAFKA ->
                new Dependency.Kafka(
                        scraping,
                        List.of(endpoint),
                        KAFKA,
                        check.name(),
                        credentials.map(known -> new Dependency.KafkaAuth(new Dependency.Sasl(known, PLAIN))),
                        Optional.empty());
            case RABBITMQ -> new Dependency.RabbitMq(scraping, url, required(check, credentials));
            case ELASTICSEARCH -> new Dependency.Elasticsearch(scraping, url, ALL_NODES, credentials);
            case NGINX -> new Dependency.Nginx(scraping, url);
            case HAPROXY -> new Dependency.HaProxy(scraping, url);
        };
    }

    private static Credentials required(DependencyCheck check, Optional<Credentials> credentials) {
        return credentials.orElseThrow(
                () -> new IllegalArgumentException(check.name() + " must have a Secret, and was read without one"));
    }
}
