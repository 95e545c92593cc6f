package dev.signalbox.intake.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.compile.pipeline.ServiceBuilder;
import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.HttpProbe;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.LogCollection.AttributeValue;
import dev.signalbox.model.pipeline.LogCollection.Destination;
import dev.signalbox.model.pipeline.LogSeverity;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.MetricCollection.GaugeMerge;
import dev.signalbox.model.pipeline.MetricCollection.Scraper;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.model.pipeline.Redaction;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryService.Instrumentation;
import dev.signalbox.model.pipeline.TelemetryService.Instrumentation.Mode;
import dev.signalbox.model.pipeline.TelemetryService.Owner;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TelemetryServiceReaderTest {
    private static final String SELECTOR = "selector: {matchLabels: {app: checkout}}";

    @Test
    void whatIsNotSaidHasItsDefault() {
        TelemetryService service = read(SELECTOR);

        assertThat(service).isEqualTo(ServiceBuilder.service("shop", "checkout").build());
    }

    @Test
    void everyFieldIsRead() throws IOException {
        TelemetryService service = Written.read(
                TelemetryServiceReader::read,
                Written.YAML.unmarshal(
                        Files.readString(Path.of("examples/serviceobservability/full.yaml")),
                        ServiceObservability.class));

        assertThat(service.owner())
                .isEqualTo(new Owner(Optional.of("payments"), Optional.of(1), Optional.of("production")));
        assertThat(service.metrics())
                .isEqualTo(new MetricCollection(
                        List.of(new MetricCollection.Scrape(
                                "metrics", "/metrics", Optional.of(Duration.ofSeconds(30)))),
                        Optional.of(Scraper.AGENT),
                        Set.of("session_id", "user_id"),
                        Optional.of(GaugeMerge.MAX),
                        Set.of("go_gc_.*"),
                        SeriesLimits.DEFAULT));
        assertThat(service.logs().dropHealthChecks()).isTrue();
        assertThat(service.logs().redactions())
                .containsExactly(
                        Redaction.Preset.CREDIT_CARD,
                        Redaction.Preset.EMAIL,
                        new Redaction.Custom("iban", "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"));
        assertThat(service.logs().routes())
                .containsExactly(
                        route(Optional.of(new AttributeValue("logger", "audit")), null, Destination.ARCHIVE, 100),
                        route(Optional.empty(), LogSeverity.DEBUG, Destination.DROP, 100),
                        route(Optional.empty(), LogSeverity.INFO, Destination.HOT, 10));
        assertThat(service.samplingPolicy()).hasValue("standard");
        assertThat(service.instrumentation()).isEqualTo(new Instrumentation(Mode.AUTO, Set.of("java")));
        assertThat(service.profiled()).isTrue();
        assertThat(service.dependencies())
                .containsExactly(new DependencyCheck(
                        "orders-db", DependencyCheck.Type.POSTGRESQL, "orders-db:5432", Optional.of("orders-db")));
        assertThat(service.probes())
                .containsExactly(new HttpProbe("home", "http://checkout.shop/healthz", Duration.ofSeconds(30), 200));
        assertThat(service.browserOrigins()).containsExactly("https://shop.example.com");
    }

    @Test
    void limitsThatAreNotSaidKeepTheirDefaults() {
        assertThat(read(SELECTOR, "cardinality: {seriesLimit: 5, onExceeded: Limit}")
                        .metrics()
                        .limits())
                .isEqualTo(new SeriesLimits(5, 1_000, 100, true));
    }

    @Test
    void podsAreSelectedByExpressionsToo() {
        assertThat(read("selector: {matchExpressions: [{key: app, operator: In, values: [b, a]}]}")
                        .pods()
                        .selects(Map.of("app", "a")))
                .isTrue();
    }

    @Test
    void originsAreAsBrowsersWriteThem() {
        assertThat(read(
                                SELECTOR,
                                "realUserMonitoring: {allowedOrigins: ['HTTPS://Shop.Example.com',"
                                        + " 'https://shop.example.com', 'http://localhost:3000']}")
                        .browserOrigins())
                .containsExactly("https://shop.example.com", "http://localhost:3000");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dependencies")
    void aDependencyHasTheAddressThatItsReceiverWants(String written, String endpoint) {
        assertThat(read(SELECTOR, "dependencies: [{name: a, secretRef: {name: s}, %s}]".formatted(written))
                        .dependencies())
                .extracting(DependencyCheck::endpoint)
                .containsExactly(endpoint);
    }

    static List<Arguments> dependencies() {
        return List.of(
                Arguments.of("type: postgresql, endpoint: 'Orders-DB:5432'", "orders-db:5432"),
                Arguments.of("type: mysql, endpoint: 'orders-db:3306'", "orders-db:3306"),
                Arguments.of("type: redis, endpoint: 'cache.shop.svc:6379'", "cache.shop.svc:6379"),
                Arguments.of("type: mongodb, endpoint: 'carts:27017'", "carts:27017"),
                Arguments.of("type: kafka, endpoint: 'kafka:9092'", "kafka:9092"),
                Arguments.of("type: rabbitmq, endpoint: 'http://queue:15672'", "http://queue:15672"),
                Arguments.of("type: elasticsearch, endpoint: 'https://search:9200'", "https://search:9200"),
                Arguments.of("type: nginx, endpoint: 'http://nginx/status'", "http://nginx/status"),
                Arguments.of("type: haproxy, endpoint: 'http://haproxy:8404/stats'", "http://haproxy:8404/stats"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultNamesItsFieldAndWhatToWrite(String field, String expected) {
        assertThat(violations(SELECTOR, field)).containsExactly(expected);
    }

    static List<Arguments> faults() {
        return List.of(
                fault(
                        "service: a b",
                        "spec.service: must be 1 to 63 letters, digits, '-', '_' or '.', and begin and end"
                                + " with a letter or digit; was \"a b\"; write e.g. \"checkout\""),
                fault("tier: 5", "spec.tier: must be >= 1 and <= 4, was 5"),
                fault(
                        "traces: {samplingPolicy: Standard}",
                        "spec.traces.samplingPolicy: must be 1 to 63 lower-case"
                                + " letters, digits and '-', first and last a letter or digit; was \"Standard\"; write e.g."
                                + " \"standard\""),
                fault(
                        "metrics: {scrape: [{port: '0'}]}",
                        "spec.metrics.scrape[0].port: must be the name of a container"
                                + " port or a number from 1 to 65535, was \"0\"; write e.g. metrics"),
                fault(
                        "metrics: {scrape: [{port: a--b}]}",
                        "spec.metrics.scrape[0].port: must be the name of a container"
                                + " port or a number from 1 to 65535, was \"a--b\"; write e.g. metrics"),
                fault(
                        "metrics: {scrape: [{path: /m}]}",
                        "spec.metrics.scrape[0].port: must be the name of a container"
                                + " port or a number from 1 to 65535, was \"\"; write e.g. metrics"),
                fault(
                        "metrics: {scrape: [{port: a, path: metrics}]}",
                        "spec.metrics.scrape[0].path: must be a path that"
                                + " begins with /, was \"metrics\"; write e.g. /metrics"),
                fault(
                        "metrics: {scrape: [{port: a, interval: 0s}]}",
                        "spec.metrics.scrape[0].interval: must be a" + " duration, was \"0s\"; write e.g. \"30s\""),
                fault(
                        "metrics: {scrape: [{port: a}, {port: a, path: /metrics}]}",
                        "spec.metrics.scrape[1]: must have a"
                                + " port and path of its own, was \"a/metrics\" as is spec.metrics.scrape[0]; rename or remove"
                                + " one of them"),
                fault(
                        "metrics: {scrape: [null]}",
                        "spec.metrics.scrape[0]: must be given, was null; write it, or leave" + " the item out"),
                fault(
                        "metrics: {scrapeBy: PodMonitor, dropLabels: [user_id]}",
                        "spec.metrics.scrapeBy: must be Agent"
                                + " where dropLabels is set, because a monitor can't merge what is left; write scrapeBy: Agent,"
                                + " or leave it out"),
                fault(
                        "metrics: {scrapeBy: ServiceMonitor, dropLabels: [user_id]}",
                        "spec.metrics.scrapeBy: must be Agent"
                                + " where dropLabels is set, because a monitor can't merge what is left; write scrapeBy: Agent,"
                                + " or leave it out"),
                fault(
                        "metrics: {dropLabels: [user_id, le]}",
                        "spec.metrics.dropLabels[1]: must not be \"le\", which"
                                + " tells the buckets of a histogram apart; leave it out"),
                fault(
                        "metrics: {dropLabels: [quantile]}",
                        "spec.metrics.dropLabels[0]: must not be \"quantile\", which"
                                + " tells quantiles apart, which have no sum; leave it out"),
                fault(
                        "metrics: {dropLabels: [service_name]}",
                        "spec.metrics.dropLabels[0]: must not be"
                                + " \"service_name\", which says whose the series is; leave it out"),
                fault(
                        "metrics: {dropLabels: [__name__]}",
                        "spec.metrics.dropLabels[0]: must not begin with \"__\", which"
                                + " only Prometheus gives; was \"__name__\"; leave it out"),
                fault(
                        "metrics: {dropLabels: [a-b]}",
                        "spec.metrics.dropLabels[0]: must be a label name of letters,"
                                + " digits and '_' that begins with no digit, was \"a-b\"; write e.g. \"user_id\""),
                fault(
                        "metrics: {dropMetrics: ['go_(']}",
                        "spec.metrics.dropMetrics[0]: must be a regular expression of"
                                + " RE2; was 'go_(': missing closing ); write e.g. \"go_gc_.*\""),
                fault(
                        "metrics: {dropMetrics: ['(?!go_).*']}",
                        "spec.metrics.dropMetrics[0]: must be a regular expression"
                                + " of RE2; was '(?!go_).*': no such group: (?!; write e.g. \"go_gc_.*\""),
                fault(
                        "metrics: {dropMetrics: ['.*']}",
                        "spec.metrics.dropMetrics[0]: must not match the empty text,"
                                + " which is everywhere; was '.*'; write e.g. \"go_gc_.*\""),
                fault(
                        "cardinality: {seriesLimit: 0}",
                        "spec.cardinality.seriesLimit: must be >= 1 and <= 100000000, was" + " 0"),
                fault(
                        "logs: {redact: [Emial]}",
                        "spec.logs.redact[0]: must be CreditCard, Email or {name, pattern}, was"
                                + " \"Emial\"; write e.g. Email, or {name: iban, pattern: \"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\"}"),
                fault(
                        "logs: {redact: [{name: a, patern: b}]}",
                        "spec.logs.redact[0].patern: must be a known field, was" + " unknown; there are name, pattern"),
                fault(
                        "logs: {redact: [{name: a}]}",
                        "spec.logs.redact[0].pattern: must be a regular expression of RE2,"
                                + " was missing; write e.g. \"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\""),
                fault(
                        "logs: {redact: [{name: a, pattern: 'x*'}]}",
                        "spec.logs.redact[0].pattern: must not match the"
                                + " empty text, which is everywhere; was 'x*'; write e.g."
                                + " \"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\""),
                fault(
                        "logs: {redact: [Email, {name: email, pattern: a}]}",
                        "spec.logs.redact[1]: must have a name of its"
                                + " own, was \"email\" as is spec.logs.redact[0]; rename or remove one of them"),
                fault(
                        "logs: {routes: [{match: {attribute: logger}, to: Drop}]}",
                        "spec.logs.routes[0].match: must have"
                                + " attribute with equals, severityAtMost, or all three, had attribute alone; write e.g."
                                + " {attribute: logger, equals: audit}"),
                fault(
                        "logs: {routes: [{match: {equals: audit, severityAtMost: INFO}, to: Drop}]}",
                        "spec.logs.routes[0].match: must have attribute with equals, severityAtMost, or all three, had"
                                + " equals alone; write e.g. {attribute: logger, equals: audit}"),
                fault(
                        "logs: {routes: [{to: Drop}]}",
                        "spec.logs.routes[0].match: must have attribute with equals,"
                                + " severityAtMost, or all three, had none; write e.g. {attribute: logger, equals: audit}"),
                fault(
                        "logs: {routes: [{match: {severityAtMost: INFO}}]}",
                        "spec.logs.routes[0].to: must be Hot, Archive" + " or Drop, was missing; write e.g. Archive"),
                fault(
                        "logs: {routes: [{match: {severityAtMost: INFO}, to: Drop, keepPercent: 5}]}",
                        "spec.logs.routes[0].keepPercent: must go with to: Hot only, was 5; leave it out, or write to:"
                                + " Hot"),
                fault(
                        "logs: {routes: [{match: {severityAtMost: INFO}, to: Hot, keepPercent: 0}]}",
                        "spec.logs.routes[0].keepPercent: must be > 0 and <= 100, was 0; write e.g. 10, or to: Drop for"
                                + " none"),
                fault(
                        "logs: {routes: [{match: {attribute: k8s.pod.name, equals: a}, to: Drop}]}",
                        "spec.logs.routes[0].match.attribute: must be an attribute that the service sets itself; was"
                                + " \"k8s.pod.name\", which agents take off; write e.g. logger"),
                fault(
                        "instrumentation: {mode: Auto}",
                        "spec.instrumentation.languages: must name at least one language"
                                + " where mode is Auto, was missing; write e.g. languages: [java]"),
                fault(
                        "instrumentation: {mode: Auto, languages: []}",
                        "spec.instrumentation.languages: must name at least"
                                + " one language where mode is Auto, was empty; write e.g. languages: [java]"),
                fault(
                        "dependencies: [{name: a, type: redis, endpoint: 'r:1'}, {name: a, type: redis, endpoint: 'r:2'}]",
                        "spec.dependencies[1]: must have a name of its own, was \"a\" as is spec.dependencies[0]; rename"
                                + " or remove one of them"),
                fault(
                        "dependencies: [{name: a, type: redis, endpoint: 'cache'}]",
                        "spec.dependencies[0].endpoint: must"
                                + " be host:port, was \"cache\"; write a Service of this namespace, e.g. \"cache:6379\""),
                fault(
                        "dependencies: [{name: a, type: rabbitmq, endpoint: 'queue:5672', secretRef: {name: s}}]",
                        "spec.dependencies[0].endpoint: must be an http or https URL, was \"queue:5672\"; write a Service"
                                + " of this namespace, e.g. \"http://rabbitmq:15672\""),
                fault(
                        "dependencies: [{name: a, type: haproxy, endpoint: 'http://haproxy/stats?x'}]",
                        "spec.dependencies[0].endpoint: must have no query and no fragment, because its receiver appends"
                                + " to it; was \"http://haproxy/stats?x\"; write e.g. \"http://haproxy:8404/stats\""),
                fault(
                        "dependencies: [{name: a, type: postgresql, endpoint: 'db:5432'}]",
                        "spec.dependencies[0].secretRef: must name a Secret with username and password, which its"
                                + " receiver asks for; was missing; write e.g. {name: a}"),
                fault(
                        "dependencies: [{name: a, type: redis, endpoint: '169.254.169.254:80'}]",
                        "spec.dependencies[0].endpoint: must not be a link-local address, was \"169.254.169.254:80\";"
                                + " write a Service of this namespace, e.g. \"cache:6379\""),
                fault(
                        "dependencies: [{name: a, endpoint: 'db:1521'}]",
                        "spec.dependencies[0].type: must be what the"
                                + " dependency is, was missing; write e.g. postgresql"),
                fault(
                        "probes: [{name: a, url: 'https://kubernetes.default.svc/api'}]",
                        "spec.probes[0].url: must not be"
                                + " an API-server address, was \"https://kubernetes.default.svc/api\"; write a Service of this"
                                + " namespace, e.g. \"http://checkout:8080/healthz\""),
                fault(
                        "probes: [{name: a, url: 'http://user:pw@checkout/'}]",
                        "spec.probes[0].url: must have no user and"
                                + " password in it, had them; write a Service of this namespace, e.g."
                                + " \"http://checkout:8080/healthz\""),
                fault(
                        "probes: [{name: a, url: 'http://checkout/#top'}]",
                        "spec.probes[0].url: must have no fragment,"
                                + " which no server sees; was \"http://checkout/#top\"; leave out what begins with #"),
                fault(
                        "probes: [{name: a, url: 'http://a/'}, {name: a, url: 'http://b/'}]",
                        "spec.probes[1]: must have a"
                                + " name of its own, was \"a\" as is spec.probes[0]; rename or remove one of them"),
                fault(
                        "probes: [{name: a, url: 'http://a/', interval: 500ms}]",
                        "spec.probes[0].interval: must be 1s or" + " more, was \"500ms\"; write e.g. \"30s\""),
                fault(
                        "probes: [{name: a, url: 'http://a/', expectStatus: 99}]",
                        "spec.probes[0].expectStatus: must be" + " >= 100 and <= 599, was 99"),
                fault(
                        "realUserMonitoring: {allowedOrigins: ['https://shop.example.com/']}",
                        "spec.realUserMonitoring.allowedOrigins[0]: must be an origin, scheme and host and nothing"
                                + " after, was \"https://shop.example.com/\"; write \"https://shop.example.com\""),
                fault(
                        "realUserMonitoring: {allowedOrigins: ['https://shop.example.com:443']}",
                        "spec.realUserMonitoring.allowedOrigins[0]: must not have the port that browsers leave out, was"
                                + " \"https://shop.example.com:443\"; write \"https://shop.example.com\""),
                fault(
                        "realUserMonitoring: {allowedOrigins: ['*']}",
                        "spec.realUserMonitoring.allowedOrigins[0]: must be"
                                + " an http or https URL, was \"*\"; write e.g. \"https://shop.example.com\""),
                fault(
                        "realUserMonitoring: {}",
                        "spec.realUserMonitoring.allowedOrigins: must have at least one origin,"
                                + " had none; write e.g. [\"https://shop.example.com\"], or leave realUserMonitoring out"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("selectors")
    void podsMustBeSelected(String selector, String expected) {
        assertThat(violations(selector)).containsExactly(expected);
    }

    static List<Arguments> selectors() {
        return List.of(
                fault(
                        "service: a",
                        "spec.selector: must select by at least one label, was missing; write e.g."
                                + " matchLabels: {app: checkout}"),
                fault(
                        "selector: {matchLabels: {}}",
                        "spec.selector: must select by at least one label, was empty; write"
                                + " e.g. matchLabels: {app: checkout}"),
                fault(
                        "selector: {matchLabels: {'a b': c}}",
                        "spec.selector.matchLabels[a b]: must be a legal label of"
                                + " Kubernetes, was \"a b: c\"; write e.g. {app: checkout}"),
                fault(
                        "selector: {matchExpressions: [{key: app, operator: In}]}",
                        "spec.selector.matchExpressions[0].values: must be given for In, was empty; write e.g."
                                + " [checkout]"),
                fault(
                        "selector: {matchExpressions: [{key: app, operator: Exists, values: [a]}]}",
                        "spec.selector.matchExpressions[0].values: must not be given for Exists, was [a]; leave it out"),
                fault(
                        "selector: {matchExpressions: [{key: app, operator: in, values: [a]}]}",
                        "spec.selector.matchExpressions[0].operator: must be In, NotIn, Exists or DoesNotExist, was"
                                + " \"in\"; write e.g. In"),
                fault(
                        "selector: {matchExpressions: [{key: app, operator: In, values: ['a b']}]}",
                        "spec.selector.matchExpressions[0].values[0]: must be a legal value of a label, was \"a b\";"
                                + " write e.g. checkout"));
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(violations(
                        "tier: 9",
                        "metrics: {scrape: [{port: '0', interval: x}], dropLabels: [le], dropMetrics: ['(']}",
                        "logs: {redact: [Mail], routes: [{to: Drop, keepPercent: 5}]}",
                        "dependencies: [{name: A, type: redis, endpoint: localhost}]",
                        "probes: [{name: a, url: ftp://a}]"))
                .extracting(violation -> violation.substring(0, violation.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "spec.selector",
                        "spec.tier",
                        "spec.metrics.scrape[0].port",
                        "spec.metrics.scrape[0].interval",
                        "spec.metrics.dropLabels[0]",
                        "spec.metrics.dropMetrics[0]",
                        "spec.logs.redact[0]",
                        "spec.logs.routes[0].match",
                        "spec.logs.routes[0].keepPercent",
                        "spec.dependencies[0].name",
                        "spec.dependencies[0].endpoint",
                        "spec.probes[0].url");
    }

    private static LogCollection.Route route(
            Optional<AttributeValue> attribute, LogSeverity severity, Destination destination, int percent) {
        return new LogCollection.Route(
                new LogCollection.Match(attribute, Optional.ofNullable(severity)),
                destination,
                BigDecimal.valueOf(percent));
    }

    private static Arguments fault(String field, String expected) {
        return Arguments.of(field, expected);
    }

    private static TelemetryService read(String... fields) {
        return Written.read(TelemetryServiceReader::read, Written.of(ServiceObservability.class, "checkout", fields));
    }

    private static List<String> violations(String... fields) {
        return Written.violations(
                TelemetryServiceReader::read, Written.of(ServiceObservability.class, "checkout", fields));
    }
}
