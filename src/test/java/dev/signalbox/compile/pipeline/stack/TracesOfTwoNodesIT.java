package dev.signalbox.compile.pipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.ServiceBuilder;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.agent.AgentDuties;
import dev.signalbox.compile.pipeline.agent.AgentUnderTest;
import dev.signalbox.compile.pipeline.gateway.GatewayUnderTest;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.Ids;
import dev.signalbox.testing.collector.LocalPod;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import dev.signalbox.testing.collector.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Traces whose spans come from two nodes, so through two agents, to two gateways that decide on whole traces. Replaced, beside
 * what {@link AgentUnderTest} and {@link GatewayUnderTest} say: {@code load_balancing}, which can't be had, by the
 * {@code routing} connector, which chooses by the last digit of the trace ID in place of its hash. That agents are told to
 * choose by trace ID, and of which gateways, is in the golden {@code pipeline}.
 */
@ExtendWith(LocalCluster.class)
class TracesOfTwoNodesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TRACES = 200;

    private final Ids ids = new Ids(31);

    @TempDir
    Path directory;

    private static CollectorBinary binary;

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @Test
    void spansOfOneTraceMeetInOneGateway(LocalCluster.Namespace shop) throws IOException {
        List<TelemetryService> services = List.of(
                ServiceBuilder.service(shop.name(), "cart").build(),
                ServiceBuilder.service(shop.name(), "checkout").build());
        SamplingPlan plan = SamplingPlan.of(
                ServiceClaims.of(services), List.of(Telemetry.policy(shop.name(), "errors", "1", 0)), BigDecimal.ZERO);
        try (Sink first = Sink.start();
                Sink second = Sink.start();
                RunningCollector one = gateway("gateway-0", plan, first);
                RunningCollector other = gateway("gateway-1", plan, second);
                LocalPod checkout = LocalPod.create(shop, "checkout-1", "node-1", Map.of("app", "checkout"));
                LocalPod cart = LocalPod.create(shop, "cart-1", "node-2", Map.of("app", "cart"));
                RunningCollector near = agent("node-1", services, shop, one, other);
                RunningCollector far = agent("node-2", services, shop, one, other)) {
            List<Span> roots = new ArrayList<>();
            List<Span> children = new ArrayList<>();
            IntStream.range(0, TRACES).forEach(i -> {
                Span root = Span.root(ids, Origin.service("checkout"), "GET /pay");
                Span child = root.child(ids, Origin.service("cart"), "reserve");
                roots.add(root);
                children.add(i % 4 == 0 ? child.failing("sold out") : child);
            });
            send(near, checkout, roots);
            send(far, cart, children);

            Set<String> failed = traces(children.stream()
                    .filter(child -> child.status().code() == Span.Code.ERROR)
                    .toList());
            first.await(
                    SOON,
                    _ -> Stream.of(first, second)
                                    .mapToInt(it -> it.spans().size())
                                    .sum()
                            >= 2 * failed.size());
            assertThat(Stream.of(first, second).flatMap(it -> it.traces().values().stream()))
                    .as("with an error on one node the trace is kept whole, and without it dropped whole")
                    .hasSize(failed.size())
                    .allSatisfy(trace -> {
                        assertThat(failed).contains(trace.getFirst().trace());
                        assertThat(trace).extracting(Span::name).containsExactlyInAnyOrder("GET /pay", "reserve");
                    });
            assertThat(List.of(first.traces().size(), second.traces().size()))
                    .as("both gateways had their share")
                    .allMatch(share -> share > 5);
        }
    }

    private static Set<String> traces(List<Span> spans) {
        return spans.stream().map(Span::trace).collect(Collectors.toSet());
    }

    private static void send(RunningCollector agent, LocalPod from, List<Span> spans) {
        try (OtlpClient client = OtlpClient.to(agent.address(), from.address())) {
            assertThat(client.sendSpans(spans).accepted()).isTrue();
        }
    }

    private RunningCollector gateway(String name, SamplingPlan plan, Sink sink) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        return new GatewayUnderTest(Stacks.balanced(), home).start(binary, plan, sink);
    }

    private RunningCollector agent(
            String node,
            List<TelemetryService> services,
            LocalCluster.Namespace shop,
            RunningCollector one,
            RunningCollector other)
            throws IOException {
        Path home = Files.createDirectories(directory.resolve(node));
        AgentUnderTest agent = new AgentUnderTest(Stacks.balanced(), AgentDuties.of(services), node, home);
        agent.configuration().replace("exporters", "load_balancing/gateway", "connectors", "routing/gateway", """
                default_pipelines: [traces/to-one]
                table: [{context: span, condition: 'IsMatch(trace_id.string, "[89a-f]$")', pipelines: [traces/to-other]}]
                """);
        Path ways = Files.writeString(home.resolve("ways.yaml"), """
                exporters:
                  otlp_http/one: {endpoint: '%s'}
                  otlp_http/other: {endpoint: '%s'}
                service:
                  pipelines:
                    traces/to-one: {receivers: [routing/gateway], exporters: [otlp_http/one]}
                    traces/to-other: {receivers: [routing/gateway], exporters: [otlp_http/other]}
                """.formatted(
                        one.address().otlp(), other.address().otlp()));
        return agent.start(binary, shop.kubeconfig(), ways);
    }
}
