package dev.signalbox.compile.pipeline.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.compile.pipeline.CollectorService;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.LogCollection.AttributeValue;
import dev.signalbox.model.pipeline.LogCollection.Destination;
import dev.signalbox.model.pipeline.LogCollection.Format;
import dev.signalbox.model.pipeline.LogCollection.Match;
import dev.signalbox.model.pipeline.LogCollection.Route;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.testing.AnyText;
import dev.signalbox.testing.collector.AdaptedConfiguration;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LogRecord;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Log records through the pipelines of an agent and of a gateway, two real collectors. Replaced: attribution, by what a test
 * says of a container's path or the sender of itself; S3 by OTLP over HTTP, which is all that stands for the bucket; gRPC with
 * certificates between agent and gateway by HTTP; directories and the five minutes in which an object grows.
 */
class LogPipelinesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration NOTHING_MORE = Duration.ofSeconds(3);
    private static final Random RANDOM = new Random(5);
    private static final Origin CHECKOUT = sender("checkout");
    private static final Origin PLAIN = sender("plain");
    private static final String TRACE = "5b8efff798038103d269b633813fc60c";
    private static final String SPAN = "eee19b7ec3c1b174";

    /** Names of attributes that are bad for whoever writes them into a language. */
    private static final List<String> ODD = Stream.generate(() -> AnyText.whole(AnyText.next(RANDOM)))
            .filter(text -> !text.isBlank())
            .distinct()
            .limit(40)
            .toList();

    @TempDir
    static Path directory;

    private static Sink loki;
    private static Sink archive;
    private static Sink metrics;
    private static RunningCollector gateway;
    private static RunningCollector agent;
    private static OtlpClient client;

    @BeforeAll
    static void start() throws IOException {
        CollectorBinary binary = CollectorBinary.required();
        loki = Sink.start();
        archive = Sink.start();
        metrics = Sink.start();
        LoopbackAddress behind = LoopbackAddress.free();
        gateway = RunningCollector.start(binary, setup(behind, "gateway", gateway(behind)));
        LoopbackAddress address = LoopbackAddress.free();
        agent = RunningCollector.start(binary, setup(address, "agent", agent(behind)));
        client = OtlpClient.to(address);
    }

    @AfterAll
    static void stop() {
        client.close();
        agent.close();
        gateway.close();
        Stream.of(loki, archive, metrics).forEach(Sink::close);
    }

    @Test
    void recordsGoWhereTheirServiceWantsThem() {
        send(
                record(CHECKOUT, 17, "routing: charge failed"),
                record(CHECKOUT, 9, "routing: who paid what").with("logger", "audit"),
                record(CHECKOUT, 0, "{\"msg\":\"routing: who refunded what\",\"logger\":\"audit\",\"level\":\"info\"}"),
                record(CHECKOUT, 5, "routing: cache miss"),
                record(CHECKOUT, 0, "2026-11-21 19:00:00 DEBUG routing: cache hit"),
                record(CHECKOUT, 0, "routing: how grave nobody knows"),
                record(PLAIN, 5, "routing: debugging elsewhere").with("logger", "audit"));

        assertThat(bodies(loki, "routing: ", 3))
                .containsExactlyInAnyOrder(
                        "routing: charge failed", "routing: how grave nobody knows", "routing: debugging elsewhere");
        assertThat(bodies(archive, "routing: ", 2))
                .containsExactlyInAnyOrder(
                        "routing: who paid what",
                        "{\"msg\":\"routing: who refunded what\",\"logger\":\"audit\",\"level\":\"info\"}");
    }

    @Test
    void aPartOfInformationStays() {
        int sent = 2_000;
        IntStream.range(0, 10)
                .forEach(batch -> send(IntStream.range(0, sent / 10)
                        .mapToObj(i -> record(CHECKOUT, 9, "part: " + batch + "." + i))
                        .toArray(LogRecord[]::new)));
        await(loki, it -> count(it, "part: ") > 100);

        double deviation = Math.sqrt(sent * 0.1 * 0.9);
        assertThat((double) count(loki, "part: ")).isCloseTo(sent * 0.1, within(3 * deviation));
        assertThat(counted(LogCounts.SAMPLED_OUT, Map.of(), value -> value >= sent - count(loki, "part: ")))
                .isGreaterThanOrEqualTo((double) (sent - count(loki, "part: ")));
    }

    @Test
    void healthChecksAreToldByPathAndCaller() {
        send(
                record(CHECKOUT, 9, "health: 1")
                        .with("url.path", "/healthz")
                        .with("user_agent.original", "kube-probe/1.34"),
                record(CHECKOUT, 9, "health: 2").with("url.path", "/").with("user_agent.original", "kube-probe/1.34"),
                record(CHECKOUT, 0, "{\"msg\":\"health: 3\",\"path\":\"/actuator/health/liveness?x=1\"}"),
                record(
                        CHECKOUT,
                        0,
                        "health: 4 10.0.0.1 - - [21/Nov/2026:19:00:00 +0000] \"GET /readyz HTTP/1.1\" 200 2"),
                record(CHECKOUT, 17, "health: failed").with("url.path", "/healthz"),
                record(CHECKOUT, 13, "health of the economy: /healthz is what they ask for"),
                record(
                        CHECKOUT,
                        0,
                        "{\"msg\":\"health: asked by a person\",\"path\":\"/health\",\"user_agent\":\"Mozilla/5.0\"}"),
                record(PLAIN, 9, "health: of one that does not ask").with("url.path", "/healthz"));

        assertThat(bodies(loki, "health", 4))
                .containsExactlyInAnyOrder(
                        "health: failed",
                        "health of the economy: /healthz is what they ask for",
                        "{\"msg\":\"health: asked by a person\",\"path\":\"/health\",\"user_agent\":\"Mozilla/5.0\"}",
                        "health: of one that does not ask");
        assertThat(counted(LogCounts.DROPPED, Map.of("signalbox.route", "HealthCheck"), value -> value >= 4))
                .isEqualTo(4);
    }

    @Test
    void severityAndTraceAreReadAndTheLineStaysAsItIs() {
        String json =
                "{\"msg\":\"read: json\",\"level\":\"ERROR\",\"trace_id\":\"%s\",\"span_id\":\"%s\",\"id\":1234567890123456789}"
                        .formatted(TRACE, SPAN);
        send(
                record(PLAIN, 0, json),
                record(
                        PLAIN,
                        0,
                        "read: 1 2026-11-21 [main] WARN  c.e.Shop - slow traceId=%s spanId=%s".formatted(TRACE, SPAN)),
                record(PLAIN, 0, "level=info msg=\"read: 2\""),
                record(PLAIN, 0, "E1121 19:00:00.000000       1 main.go:1] read: 3"),
                record(PLAIN, 0, "{\"level\":30,\"msg\":\"read: 4\"}"),
                record(PLAIN, 0, "read: 5 there was no error in the information given"),
                record(PLAIN, 0, "{broken read: 6"));

        Map<String, LogRecord> read = logs(loki, "read: ", 7).stream()
                .collect(Collectors.toMap(record -> record.body().toString(), record -> record));
        assertThat(read.get(json)).satisfies(record -> {
            assertThat(record.severity()).isEqualTo(17);
            assertThat(record.trace()).isEqualTo(TRACE);
            assertThat(record.span()).isEqualTo(SPAN);
            assertThat(record.origin().resource()).containsEntry("level", "error");
        });
        assertThat(severities(read)).containsExactlyInAnyOrder("1 13", "2 9", "3 17", "4 9", "5 0", "6 0");
        assertThat(read.values().stream().filter(record -> record.trace().equals(TRACE)))
                .hasSize(2);
    }

    @Test
    void linesOfContainersAreRead() throws IOException {
        Path container = Files.createDirectories(
                directory.resolve("pods/shop_checkout-1_0b9f3c1e-0000-4000-8000-000000000001/checkout"));
        Path own = Files.createDirectories(directory.resolve(
                "pods/observability_signalbox-gateway-0_0b9f3c1e-0000-4000-8000-000000000002/collector"));
        Files.writeString(own.resolve("0.log"), line("F", "files: what we say"));
        Files.writeString(
                container.resolve("0.log"),
                line("F", "ERROR files: broke")
                        + line("F", "java.lang.IllegalStateException: x")
                        + line("F", "\tat Shop.pay(Shop.java:1)")
                        + line("F", "Caused by: java.io.IOException: y")
                        + line("F", "\t... 3 more")
                        + line("P", "ERROR files: torn ")
                        + line("F", "in two")
                        + line("F", "{\"level\":\"error\",\"msg\":\"files: json of ann@example.com\"}"));

        List<LogRecord> read = logs(loki, "files: ", 3);
        assertThat(read.stream().map(record -> record.body().toString()))
                .contains("ERROR files: torn in two", "{\"level\":\"error\",\"msg\":\"files: json of ****\"}")
                .noneMatch(body -> body.contains("what we say"))
                .anyMatch(body -> body.startsWith("ERROR files: broke\njava.lang.IllegalStateException: x\n\tat Shop")
                        && body.endsWith("\nCaused by: java.io.IOException: y\n\t... 3 more"));
        assertThat(read).allSatisfy(record -> {
            assertThat(record.severity()).isEqualTo(17);
            assertThat(record.origin().resource()).isEqualTo(Map.of("k8s.namespace.name", "shop", "level", "error"));
            assertThat(record.attributes())
                    .containsEntry("signalbox.service", "shop/checkout")
                    .containsEntry("k8s.pod.name", "checkout-1")
                    .doesNotContainKeys("signalbox.route", "signalbox.masked", "logtag", "k8s.namespace.name");
        });
    }

    @Test
    void whateverAUserWritesMeansItselfAndNothingElse() {
        send(IntStream.range(0, ODD.size())
                .boxed()
                .flatMap(i -> Stream.of(
                        record(sender("odd"), 9, "odd: " + i).with(ODD.get(i), ODD.get(i) + ODD.get(i)),
                        record(sender("odd"), 9, "odder: " + i).with(ODD.get(i), ODD.get(i) + "x")))
                .toArray(LogRecord[]::new));

        assertThat(bodies(archive, "odd: ", ODD.size())).hasSize(ODD.size());
        assertThat(bodies(loki, "odder: ", ODD.size())).hasSize(ODD.size());
        assertThat(count(archive, "odder: ")).isZero();
    }

    @Test
    void streamsAreFew() {
        send(IntStream.range(0, 50)
                .mapToObj(i -> record(
                        PLAIN.with("service.instance.id", "i" + i).with("k8s.pod.name", "p" + i), 9, "few: " + i))
                .toArray(LogRecord[]::new));

        Set<Map<String, Object>> resources = logs(loki, "few: ", 50).stream()
                .map(record -> record.origin().resource())
                .collect(Collectors.toSet());
        assertThat(resources)
                .containsExactly(Map.of("service.name", "plain", "k8s.namespace.name", "shop", "level", "info"));
        assertThat(logs(loki, "few: ", 50))
                .extracting(record -> record.attributes().get("k8s.pod.name"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsMaskedIsCounted() {
        send(
                record(PLAIN, 9, "masked: 4111 1111 1111 1111"),
                record(PLAIN, 9, "masked: x").with("list", List.of("ann@example.com")),
                record(PLAIN, 9, "masked: not"));

        assertThat(bodies(loki, "masked: ", 3)).containsExactlyInAnyOrder("masked: ****", "masked: x", "masked: not");
        assertThat(counted(LogCounts.REDACTED, Map.of("signalbox.service", "shop/plain"), value -> value >= 2))
                .isEqualTo(2);
    }

    private static String line(String flag, String text) {
        return "2026-11-21T19:00:00.000000000Z stdout " + flag + " " + text + "\n";
    }

    private static LogRecord record(Origin origin, int severity, String body) {
        return LogRecord.info(origin, body).withSeverity(severity, "");
    }

    private static void send(LogRecord... records) {
        assertThat(client.sendLogs(List.of(records)).accepted()).isTrue();
    }

    private static List<String> bodies(Sink sink, String marker, int number) {
        return logs(sink, marker, number).stream()
                .map(record -> record.body().toString())
                .toList();
    }

    /** Those with the marker in their bodies, when there are as many and no more come. */
    private static List<LogRecord> logs(Sink sink, String marker, int number) {
        await(sink, it -> count(it, marker) >= number);
        return with(sink, marker);
    }

    private static void await(Sink sink, Predicate<Sink> condition) {
        sink.await(SOON, condition);
        sink.await(NOTHING_MORE, _ -> false);
    }

    private static long count(Sink sink, String marker) {
        return with(sink, marker).size();
    }

    private static List<LogRecord> with(Sink sink, String marker) {
        return sink.logs().stream()
                .filter(record -> record.body().toString().contains(marker))
                .toList();
    }

    private static List<String> severities(Map<String, LogRecord> read) {
        return read.entrySet().stream()
                .filter(entry -> entry.getKey().matches("(?s).*read: [0-9].*"))
                .map(entry -> entry.getKey().replaceAll("(?s).*read: ([0-9]).*", "$1") + " "
                        + entry.getValue().severity())
                .toList();
    }

    /**
     * The sum of a metric's points, which are deltas here.
     *
     * @param attributes of points, or of their resource
     */
    private static double counted(String metric, Map<String, Object> attributes, Predicate<Double> enough) {
        metrics.await(SOON, _ -> enough.test(sum(metric, attributes)));
        return sum(metric, attributes);
    }

    private static double sum(String metric, Map<String, Object> attributes) {
        return metrics.points().stream()
                .filter(point -> point.name().equals(metric)
                        && Stream.of(point.attributes(), point.origin().resource())
                                .anyMatch(of -> of.entrySet().containsAll(attributes.entrySet())))
                .mapToDouble(MetricPoint::number)
                .sum();
    }

    /** As an agent attributes it. */
    private static Origin sender(String service) {
        return Origin.service(service)
                .with("signalbox.service", "shop/" + service)
                .with("k8s.namespace.name", "shop");
    }

    private static RunningCollector.Setup setup(LoopbackAddress address, String name, AdaptedConfiguration adapted)
            throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        return new RunningCollector.Setup(
                address,
                List.of(adapted.write(home.resolve("collector.yaml"))),
                Map.of("K8S_POD_IP", address.host(), "K8S_NODE_NAME", "node", "K8S_POD_NAME", name),
                home);
    }

    private static AdaptedConfiguration agent(LoopbackAddress behind) {
        String configuration =
                CollectorService.configuration(ExampleLogs.agent(services())).text(CollectorVersion.PINNED);
        return AdaptedConfiguration.of(configuration.replace(
                        CollectorPaths.POD_LOGS, directory.resolve("pods").toString()))
                .replace(
                        "exporters",
                        "otlp_grpc/gateway",
                        "otlp_http/gateway",
                        "{endpoint: \"%s\"}".formatted(base(behind)))
                .replace("exporters", "otlp_grpc/metrics", "otlp_http/metrics", json(metrics))
                .change("extensions", "file_storage/checkpoints", "directory: " + directory.resolve("checkpoints"));
    }

    private static SortedMap<ServiceKey, TelemetryService> services() {
        List<Route> routes = ODD.stream()
                .map(text -> new Route(
                        new Match(Optional.of(new AttributeValue(text, text + text)), Optional.empty()),
                        Destination.ARCHIVE,
                        BigDecimal.valueOf(100)))
                .toList();
        TelemetryService odd =
                ExampleLogs.service("shop", "odd", new LogCollection(Format.AUTO, false, List.of(), routes));
        SortedMap<ServiceKey, TelemetryService> services = ExampleLogs.services();
        services.put(odd.key(), odd);
        return services;
    }

    private static AdaptedConfiguration gateway(LoopbackAddress address) {
        String queue = "endpoint: \"%s:4320\"".formatted(address.host());
        return AdaptedConfiguration.of(CollectorService.configuration(ExampleLogs.gateway())
                        .text(CollectorVersion.PINNED)
                        .replace("flush_timeout: 5m", "flush_timeout: 1s"))
                .replace("exporters", "otlp_http/loki", "otlp_http/loki", json(loki))
                .replace("exporters", "awss3/archive", "otlp_http/bucket", json(archive))
                .change("receivers", "otlp/archive", "protocols: {grpc: {%s}}".formatted(queue))
                .change("exporters", "otlp_grpc/archive", queue)
                .change("extensions", "file_storage/queue", "directory: " + directory.resolve("queue"));
    }

    private static String base(LoopbackAddress address) {
        return address.otlp().toString();
    }

    private static String json(Sink sink) {
        return "{endpoint: \"%s\", encoding: json}".formatted(sink.url());
    }
}
