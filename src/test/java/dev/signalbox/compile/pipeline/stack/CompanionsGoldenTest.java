package dev.signalbox.compile.pipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.ebpf.NodeWatchers;
import dev.signalbox.compile.pipeline.ebpf.Observers;
import dev.signalbox.compile.pipeline.ebpf.Profilers;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.DependencyCheck.Type;
import dev.signalbox.model.pipeline.HttpProbe;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.LabelSelection.Expression;
import dev.signalbox.model.pipeline.LabelSelection.Operator;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryService.Instrumentation;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.pipeline.TraceSampling.Head;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a stack is beside agents and gateways, as bytes; {@code -Dgolden.update=true} rewrites what is expected. */
class CompanionsGoldenTest {
    private static final Path EXPECTED = Path.of("src/test/resources/pipeline/companions.yaml");
    private static final ClusterFacts BARE =
            new ClusterFacts(Set.of(), Optional.empty(), RuleSettings.DEFAULT, Map.of());

    private static final List<TelemetryService> SERVICES = List.of(
            Telemetry.watching(
                    "shop",
                    "checkout",
                    Stream.of(Type.values())
                            .map(CompanionsGoldenTest::dependency)
                            .toList(),
                    List.of(
                            new HttpProbe("home", "https://shop.example.com/?a=$1", Duration.ofMinutes(1), 200),
                            new HttpProbe("health", "http://checkout:8080/healthz", Duration.ofSeconds(5), 204))),
            Telemetry.watching(
                    "shop",
                    "cart",
                    List.of(new DependencyCheck("sessions", Type.REDIS, "cache:6379", Optional.empty())),
                    List.of()),
            Telemetry.instrumented(
                    "bank", "ledger", "2", new Instrumentation(Instrumentation.Mode.AUTO, Set.of("java", "go"))),
            Telemetry.instrumented("bank", "mainframe", "2", new Instrumentation(Instrumentation.Mode.EBPF, Set.of())));

    private static DependencyCheck dependency(Type type) {
        return new DependencyCheck(
                type.name().toLowerCase(Locale.ROOT),
                type,
                switch (type) {
                    case POSTGRESQL -> "orders-db:5432";
                    case MYSQL -> "mysql.bank.svc:3306";
                    case REDIS -> "cache:6379";
                    case MONGODB -> "carts-db:27017";
                    case KAFKA -> "kafka.example.com:9092";
                    case RABBITMQ -> "http://rabbitmq:15672";
                    case ELASTICSEARCH -> "https://search:9200";
                    case NGINX -> "http://nginx/status";
                    case HAPROXY -> "http://haproxy:8404/stats";
                },
                switch (type) {
                    case MYSQL, NGINX, HAPROXY -> Optional.empty();
                    case KAFKA, RABBITMQ -> Optional.of("broker.login");
                    case POSTGRESQL, REDIS, MONGODB, ELASTICSEARCH -> Optional.of("orders-db");
                });
    }

    @Test
    void rendersTheSameBytes() throws IOException {
        assertGolden(EXPECTED, objects(ClusterFacts.WITHOUT_CLUSTER));
    }

    @Test
    void profilesAreSampledWhereSomebodyTakesThem() throws IOException {
        TelemetryStack stack = withProfiles(new Backends.Credentials.None());

        assertThat(Profilers.remarks(stack)).isEmpty();
        assertGolden(
                Path.of("src/test/resources/pipeline/profiler.yaml"),
                new NodeWatchers(List.of(), Profilers.of(stack, SERVICES))
                        .objects(stack, ConfigurationFiles::revision));
    }

    @Test
    void profilesDontLeaveWhereASecretIsNeededOrNobodyTakesThem() {
        TelemetryStack closed = withProfiles(new Backends.Credentials.Bearer("pyroscope"));

        assertThat(Profilers.remarks(closed)).extracting(Notice::reason).containsExactly("ProfilesNotSent");
        assertThat(Profilers.of(closed, SERVICES)).isEmpty();
        assertThat(Profilers.remarks(Stacks.allSignals()))
                .extracting(Notice::reason)
                .containsExactly("NoProfilesBackend");
    }

    @Test
    void nobodyIsProfiledWhoDidNotAsk() {
        assertThat(Profilers.of(
                        withProfiles(new Backends.Credentials.None()),
                        SERVICES.stream().filter(service -> !service.profiled()).toList()))
                .isEmpty();
    }

    @Test
    void aSelectorThatLeavesPodsOutCantBeObserved() {
        TelemetryService mainframe = SERVICES.getLast();
        TelemetryService most = new TelemetryService(
                mainframe.resource(),
                mainframe.service(),
                mainframe.labels(),
                new LabelSelection(
                        Map.of("app", "mainframe"),
                        List.of(new Expression("track", Operator.NOT_IN, Set.of("canary")))),
                mainframe.owner(),
                mainframe.metrics(),
                mainframe.logs(),
                mainframe.samplingPolicy(),
                mainframe.instrumentation(),
                mainframe.profiled(),
                mainframe.dependencies(),
                mainframe.probes(),
                mainframe.browserOrigins(),
                mainframe.retention());

        assertThat(Observers.remarks(Stacks.allSignals(), most))
                .extracting(Notice::reason)
                .containsExactly("SelectorNotObservable");
        assertThat(Observers.files(Stacks.allSignals(), List.of(most), _ -> Head.ALL))
                .isEmpty();
    }

    private static void assertGolden(Path expected, Stream<HasMetadata> objects) throws IOException {
        String rendered = objects.map(object -> ManifestYaml.print(ManifestYaml.tree(object)))
                .collect(Collectors.joining("---\n"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, rendered);
        }

        assertThat(rendered)
                .as("stale; rewrite it with ./mvnw test -Dgolden.update=true -Dtest=CompanionsGoldenTest")
                .isEqualTo(Files.readString(expected));
    }

    private static TelemetryStack withProfiles(Backends.Credentials credentials) {
        Backends all = Stacks.allSignals().backends();
        return Stacks.with(
                new Backends(
                        all.metrics(),
                        all.logs(),
                        all.traces(),
                        Optional.of(new Backends.Endpoint(
                                "http://pyroscope:4040", Optional.of("shop"), credentials, Optional.empty())),
                        all.archive()),
                List.of());
    }

    @Test
    void whatNobodyServesIsLeftOutAndSaid() {
        assertThat(objects(BARE)).extracting(HasMetadata::getKind).doesNotContain("Instrumentation");
        assertThat(reasons(BARE, "ledger")).contains("InstrumentationNotServed");
    }

    @Test
    void ownersAreToldWhatIsTheirsToDoAndWhatIsNotThereYet() {
        assertThat(told(ClusterFacts.WITHOUT_CLUSTER, "ledger"))
                .extracting(Notice::message)
                .anyMatch(message ->
                        message.contains("instrumentation.opentelemetry.io/inject-java: \"signalbox-ledger\"")
                                && message.contains("instrumentation.opentelemetry.io/otel-go-auto-target-exe"));
        assertThat(reasons(ClusterFacts.WITHOUT_CLUSTER, "mainframe"))
                .containsExactly("NoProfilesBackend", "BrowserEndpoint");
        assertThat(reasons(ClusterFacts.WITHOUT_CLUSTER, "checkout")).isEmpty();
    }

    @Test
    void whatIsWatchedNeedsAServerOfMetrics() {
        assertThat(Companions.remarks(Stacks.tracesOnly(), ServiceClaims.of(SERVICES), BARE)
                        .of(Remarks.Subject.service(SERVICES.getFirst().resource())))
                .extracting(Notice::reason)
                .containsExactly("NotWatched");
    }

    @Test
    void whoNeverAsksHasNobodyToAsk() {
        StackParts parts =
                StackParts.of(Stacks.allSignals(), SERVICES, List.of(Telemetry.policy("bank", "errors", "2", 10)));
        CollectorPlan plan = StackCompiler.plan(parts, Tuning.none(parts.stack()), BARE);

        assertThat(Companions.objects(parts, plan, ConfigurationFiles::revision, BARE))
                .extracting(object -> object.getMetadata().getName())
                .doesNotContain("signalbox-head-sampler");
        assertThat(objects(BARE))
                .extracting(object -> object.getMetadata().getName())
                .contains("signalbox-head-sampler");
    }

    private static Stream<HasMetadata> objects(ClusterFacts facts) {
        TraceSampling errors = Telemetry.policy("bank", "errors", "2", 10);
        TraceSampling half = new TraceSampling(
                errors.resource(),
                errors.services(),
                new Head(new BigDecimal("12.50"), true),
                errors.tail(),
                errors.adaptive(),
                errors.dryRun());
        StackParts parts = StackParts.of(Stacks.allSignals(), SERVICES, List.of(half));
        CollectorPlan plan = StackCompiler.plan(parts, Tuning.none(parts.stack()), facts);
        return Companions.objects(parts, plan, ConfigurationFiles::revision, facts);
    }

    private static List<String> reasons(ClusterFacts facts, String service) {
        return told(facts, service).stream().map(Notice::reason).toList();
    }

    private static List<Notice> told(ClusterFacts facts, String service) {
        Remarks remarks = Companions.remarks(Stacks.allSignals(), ServiceClaims.of(SERVICES), facts);
        return SERVICES.stream()
                .filter(one -> one.service().equals(service))
                .map(one -> remarks.of(Remarks.Subject.service(one.resource())))
                .findFirst()
                .orElseThrow();
    }
}
