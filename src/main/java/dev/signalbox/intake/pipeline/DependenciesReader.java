package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.Dependency;
import dev.signalbox.intake.Findings;
import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.DependencyCheck.Type;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code spec.dependencies} of a {@code ServiceObservability}. */
final class DependenciesReader {
    private static final String PATH = "spec.dependencies";

    /** What a receiver wants as its address. */
    private enum Form {
        HOST_PORT,
        URL
    }

    /**
     * What the receiver of a type wants.
     *
     * @param login whether it does not start without user and password
     * @param example an address with the usual port
     */
    private record Wants(Type type, Form form, boolean login, String example) {}

    /**
     * As the receivers of the collector's contributed distribution check their configuration. RabbitMQ is asked by its
     * management API, nginx at its {@code stub_status}, HAProxy at its statistics page.
     */
    private static final Map<Dependency.Type, Wants> WANTS = new EnumMap<>(Map.of(
            Dependency.Type.POSTGRESQL, new Wants(Type.POSTGRESQL, Form.HOST_PORT, true, "orders-db:5432"),
            Dependency.Type.MYSQL, new Wants(Type.MYSQL, Form.HOST_PORT, false, "orders-db:3306"),
            Dependency.Type.REDIS, new Wants(Type.REDIS, Form.HOST_PORT, false, "cache:6379"),
            Dependency.Type.MONGODB, new Wants(Type.MONGODB, Form.HOST_PORT, false, "carts-db:27017"),
            Dependency.Type.KAFKA, new Wants(Type.KAFKA, Form.HOST_PORT, false, "kafka:9092"),
            Dependency.Type.RABBITMQ, new Wants(Type.RABBITMQ, Form.URL, true, "http://rabbitmq:15672"),
            Dependency.Type.ELASTICSEARCH, new Wants(Type.ELASTICSEARCH, Form.URL, false, "http://search:9200"),
            Dependency.Type.NGINX, new Wants(Type.NGINX, Form.URL, false, "http://nginx/status"),
            Dependency.Type.HAPROXY, new Wants(Type.HAPROXY, Form.URL, false, "http://haproxy:8404/stats")));

    private DependenciesReader() {}

    static List<DependencyCheck> read(List<Dependency> written, Findings findings) {
        ListItems.requireDistinct(PATH, written, Dependency::name, "name", findings);
        return ListItems.read(PATH, written, findings, (at, dependency) -> check(at, dependency, findings));
    }

    private static Optional<DependencyCheck> check(String path, Dependency written, Findings findings) {
        ObjectNames.requireLabel(path + ".name", written.name(), "orders-db", findings);
        Optional<String> secret = ObjectNames.secret(path + ".secretRef", written.secretRef(), findings);
        if (!findings.require(
                written.type() != null,
                path + ".type",
                "must be what the dependency is, was missing",
                "write e.g. postgresql")) {
            return Optional.empty();
        }
        Wants wants = WANTS.get(written.type());
        findings.require(
                !wants.login() || written.secretRef() != null,
                path + ".secretRef",
                "must name a Secret with username and password, which its receiver asks for; was missing",
                "write e.g. {name: %s}"
                        .formatted(Optional.ofNullable(written.name()).orElse("orders-db")));
        return endpoint(path + ".endpoint", written.endpoint(), wants, findings)
                .map(endpoint -> new DependencyCheck(written.name(), wants.type(), endpoint.toString(), secret));
    }

    private static Optional<Address> endpoint(String path, String written, Wants wants, Findings findings) {
        String text = Optional.ofNullable(written).orElse("");
        return switch (wants.form()) {
            case HOST_PORT -> TenantEndpoint.hostPort(path, text, wants.example(), findings);
            case URL ->
                TenantEndpoint.url(path, text, wants.example(), findings)
                        .filter(address -> findings.require(
                                !address.rest().contains("?") && !address.rest().contains("#"),
                                path,
                                "must have no query and no fragment, because its receiver appends to it; was \"%s\""
                                        .formatted(text),
                                "write e.g. \"%s\"".formatted(wants.example())));
        };
    }
}
