package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.Installation;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import dev.signalbox.model.pipeline.Collectors;
import dev.signalbox.model.pipeline.Collectors.Output;
import dev.signalbox.model.pipeline.Collectors.Placement;
import dev.signalbox.model.pipeline.Collectors.Replicas;
import dev.signalbox.model.pipeline.Collectors.Resources;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.retention.StackRetention;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Stacks, and everything that they become. */
public final class ExampleCollectors {
    public static final String NAMESPACE = "observability";
    public static final String AGENTS = "observability-agents";
    public static final String TENANT = "shop";

    /** Shows what is left of a part without content, and of text that looks like a number. */
    private static final String CONFIGURATION = """
            receivers:
              otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}
            processors:
              memory_limiter: {check_interval: 1s, limit_percentage: 80}
              batch:
            exporters:
              debug:
            service:
              pipelines:
                traces: {receivers: [otlp], processors: [memory_limiter, batch], exporters: [debug]}
            """;

    private static final String SAMPLING = """
            processors:
              tail_sampling: {decision_wait: 10s, policies: [{name: all, type: always_sample}]}
            """;

    private static final Resources RESOURCES =
            new Resources(Map.of("cpu", "200m", "memory", "512Mi"), Map.of("memory", "1Gi"), 1L << 30);

    private ExampleCollectors() {}

    /** As much as a stack says that says nothing. */
    public static TelemetryStack defaults() {
        return new TelemetryStack(
                NAMESPACE,
                Backends.NONE,
                new Collectors(
                        Optional.empty(),
                        Optional.empty(),
                        Output.NATIVE,
                        new Collectors.Agent(AGENTS, RESOURCES, Placement.ANYWHERE),
                        new Collectors.Gateway(
                                new Replicas(2, 10), 10L << 30, Optional.empty(), RESOURCES, Placement.ANYWHERE)),
                BigDecimal.TEN,
                Duration.ofSeconds(30),
                List.of(),
                StackRetention.DEFAULT);
    }

    /** All that can be said. */
    public static TelemetryStack everything(Output output) {
        Placement placement = new Placement(
                Map.of("pool", "observability"),
                List.of(
                        new Collectors.Toleration(
                                Optional.of("dedicated"),
                                Optional.of("Equal"),
                                Optional.of("observability"),
                                Optional.of("NoSchedule"),
                                Optional.empty()),
                        new Collectors.Toleration(
                                Optional.of("node.kubernetes.io/unreachable"),
                                Optional.of("Exists"),
                                Optional.empty(),
                                Optional.of("NoExecute"),
                                Optional.of(300L))));
        return new TelemetryStack(
                NAMESPACE,
                new Backends(
                        Optional.of(new Backends.Metrics.Otlp(endpoint(new Credentials.Bearer("metrics-token")))),
                        Optional.of(endpoint(new Credentials.Basic("loki-login"))),
                        Optional.of(endpoint(new Credentials.None())),
                        Optional.empty(),
                        Optional.of(new Backends.Bucket(
                                "archive", "eu-west-1", Optional.empty(), "", Optional.of("archive-keys")))),
                new Collectors(
                        Optional.of("registry.example.com/collector:0.155.0"),
                        Optional.of("0.155.0"),
                        output,
                        new Collectors.Agent(AGENTS, RESOURCES, placement),
                        new Collectors.Gateway(
                                new Replicas(3, 3), 5_000_000_000L, Optional.of("fast"), RESOURCES, placement)),
                BigDecimal.TEN,
                Duration.ofSeconds(15),
                List.of(),
                StackRetention.DEFAULT);
    }

    private static Endpoint endpoint(Credentials credentials) {
        return new Endpoint(
                "https://backend.example.com",
                Optional.empty(),
                credentials,
                Optional.of(new Backends.Tls(Optional.of("backend-ca"), false, Optional.empty(), false)));
    }

    /** Served: everything that can be. */
    public static ClusterFacts facts() {
        return new ClusterFacts(
                Set.of(
                        ServedKind.PROMETHEUS_RULE,
                        ServedKind.POD_MONITOR,
                        ServedKind.CERTIFICATE,
                        ServedKind.OPEN_TELEMETRY_COLLECTOR),
                Optional.empty(),
                RuleSettings.DEFAULT,
                Map.of());
    }

    static ClusterFacts bareCluster() {
        return new ClusterFacts(Set.of(), Optional.empty(), RuleSettings.DEFAULT, Map.of());
    }

    /** Cases by their names, each with all objects in the order in which they are applied. */
    public static Map<String, List<HasMetadata>> cases() {
        return new TreeMap<>(Map.of(
                "defaults", objects(defaults(), bareCluster()),
                "everything",
                        objects(
                                everything(Output.NATIVE),
                                facts().with(Installation.ofImage("registry.example.com/signalbox:1"))),
                "opentelemetry-operator", operated(everything(Output.OPEN_TELEMETRY_COLLECTOR)),
                "opentelemetry-operator-autoscaled", operated(defaults()),
                "tenant", tenant(),
                "trial", trial().objects()));
    }

    private static List<HasMetadata> objects(TelemetryStack stack, ClusterFacts facts) {
        Optional<Reloader> reloader = facts.signalbox().image().map(Reloader::new);
        ConfigurationFiles agent = agent(stack);
        ConfigurationFiles cluster =
                ConfigurationFiles.of(stack, CollectorName.cluster(stack), List.of(CONFIGURATION), Optional.empty());
        ConfigurationFiles gateway = gateway(stack);
        return ApplyOrder.of(Stream.of(
                        Stream.of(AgentWorkload.namespace(stack)),
                        Stream.of(agent, cluster).flatMap(files -> files.baseObjects().stream()),
                        StackFoundation.objects(stack, Set.of(NAMESPACE, "monitoring"), facts).stream(),
                        Stream.of(
                                TransportSecurity.peersOf(CollectorName.agent(stack), "of the gateways\n"),
                                TransportSecurity.peersOf(CollectorName.gateway(stack), "of the agents\n")),
                        Stream.of(
                                AgentWorkload.daemonSet(stack, agent.revision()),
                                ClusterCollectorWorkload.deployment(stack, cluster.revision())),
                        gateway.baseObjects().stream(),
                        gateway.samplingObject().stream(),
                        Stream.of(GatewayWorkload.statefulSet(
                                stack, gateway.revision(), Duration.ofSeconds(10), reloader)))
                .flatMap(objects -> objects));
    }

    private static List<HasMetadata> operated(TelemetryStack stack) {
        return List.of(
                OpenTelemetryCollectorResource.agent(stack, agent(stack)),
                OpenTelemetryCollectorResource.gateway(stack, gateway(stack), Duration.ofSeconds(10)));
    }

    private static List<HasMetadata> tenant() {
        ConfigurationFiles files = ConfigurationFiles.of(
                defaults(), CollectorName.tenant(TENANT), List.of(CONFIGURATION), Optional.empty());
        return TenantCollectorWorkload.objects(
                defaults(),
                files,
                files.revision(),
                List.of(new SecretVariable("ORDERS_DB_USERNAME", "orders-db", "username", false)),
                new TenantEgress(Set.of(5432, 443), Set.of("10.96.0.1/32")),
                List.of(new BrowserEntrance("storefront", 4400)));
    }

    static TrialJob trial() {
        return new TrialJob(
                defaults(),
                "0123456789",
                List.of(CONFIGURATION),
                Map.of(CollectorPaths.CERTIFICATE, "nobody's\n"),
                Map.of("SIGNALBOX_METRICS_TOKEN", "trial"),
                List.of(),
                "registry.example.com/signalbox:1");
    }

    static ConfigurationFiles agent(TelemetryStack stack) {
        return ConfigurationFiles.of(stack, CollectorName.agent(stack), List.of(CONFIGURATION), Optional.empty());
    }

    static ConfigurationFiles gateway(TelemetryStack stack) {
        return ConfigurationFiles.of(
                stack, CollectorName.gateway(stack), List.of(CONFIGURATION), Optional.of(SAMPLING));
    }
}
