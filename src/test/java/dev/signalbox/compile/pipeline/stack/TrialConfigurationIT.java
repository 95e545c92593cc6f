package dev.signalbox.compile.pipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.agent.ProfileConfiguration;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.workload.ProfilerWorkload;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.MetricCollection.Scrape;
import dev.signalbox.model.pipeline.MetricCollection.Scraper;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryService.Instrumentation;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.RunningCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried starts where there is no cluster, no certificate and nobody to speak with. */
class TrialConfigurationIT {
    @TempDir
    Path directory;

    static Stream<List<String>> trials() {
        CollectorPlan.Trials one = trials(List.of(service("checkout", 1)));
        // More than one object can hold.
        CollectorPlan.Trials many = trials(IntStream.range(0, 2000)
                .mapToObj(number -> service("service-" + number, number % 20))
                .toList());
        return Stream.of(one.texts(one.agent()), one.texts(one.gateway()), watching(), many.texts(many.agent()));
    }

    /** Of a namespace that watches one dependency of each type, none of which can be reached. */
    private static List<String> watching() {
        List<DependencyCheck> all = Stream.of(DependencyCheck.Type.values())
                .map(type -> new DependencyCheck(
                        type.name().toLowerCase(Locale.ROOT), type, address(type), Optional.of("credentials")))
                .toList();
        CollectorPlan plan = plan(List.of(Telemetry.watching("shop", "checkout", all, List.of())));
        return plan.trials().texts(plan.tenants().getFirst().configuration());
    }

    private static String address(DependencyCheck.Type type) {
        return switch (type) {
            case NGINX, HAPROXY, RABBITMQ, ELASTICSEARCH -> "http://away:8080";
            case POSTGRESQL, MYSQL, REDIS, MONGODB, KAFKA -> "away:1234";
        };
    }

    private static CollectorPlan.Trials trials(List<TelemetryService> services) {
        return plan(services).trials();
    }

    private static CollectorPlan plan(List<TelemetryService> services) {
        // The tests' collector can't read log files.
        TelemetryStack stack = Stacks.with(
                new Backends(
                        Optional.of(new Backends.Metrics.Otlp(server("http://prometheus:9090/api/v1/otlp"))),
                        Optional.empty(),
                        Optional.of(server("tempo:4317")),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
        return StackCompiler.plan(
                StackParts.of(stack, services, List.of(Telemetry.policy("shop", "standard", "1", 5))),
                Tuning.none(stack),
                ClusterFacts.WITHOUT_CLUSTER);
    }

    private static TelemetryService service(String name, int namespace) {
        MetricCollection scraped = new MetricCollection(
                List.of(new Scrape("metrics", "/metrics", Optional.empty())),
                Optional.of(Scraper.AGENT),
                Set.of("user_id"),
                Optional.empty(),
                Set.of("go_gc_.*"),
                SeriesLimits.DEFAULT);
        return Telemetry.service("shop-" + namespace, name, "1", Optional.empty(), scraped, LogCollection.DEFAULT);
    }

    private static Endpoint server(String address) {
        return new Endpoint(address, Optional.empty(), new Credentials.None(), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("trials")
    void itStarts(List<String> configuration) throws IOException {
        start(configuration, List.of());
    }

    private void start(List<String> configuration, List<String> arguments) throws IOException {
        assertThat(String.join("\n", configuration))
                .doesNotContain("tls", "k8s_attributes", "kubernetes_sd_configs", "file_storage");
        LoopbackAddress address = LoopbackAddress.free();
        List<Path> files = new ArrayList<>();
        for (String part : configuration) {
            files.add(Files.writeString(
                    directory.resolve("trial-" + files.size() + ".yaml"), part.replace("127.0.0.1", address.host())));
        }

        try (RunningCollector collector = RunningCollector.start(
                CollectorBinary.required(),
                new RunningCollector.Setup(
                        address,
                        files,
                        Map.of("K8S_POD_IP", address.host(), "K8S_NODE_NAME", "trial", "K8S_POD_NAME", "trial"),
                        directory,
                        arguments))) {
            assertThat(collector.log()).contains("Everything is ready");
        }
    }

    @Test
    void whatKeepsProfilesStartsToo() throws IOException {
        CollectorConfiguration keeping = ProfileConfiguration.keeping(
                List.of(Telemetry.instrumented("shop", "cart", "1", Instrumentation.NONE)),
                Http.Client.of(Template.text("http://pyroscope:4040")));

        start(trials(List.of()).texts(keeping), List.of(ProfilerWorkload.PROFILES));
    }

    @Test
    void manyServicesAreMoreThanOneFile() {
        assertThat(trials().map(List::size)).first().isEqualTo(1);
        assertThat(trials().toList().getLast()).hasSizeGreaterThan(1);
    }
}
