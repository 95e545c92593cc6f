package dev.signalbox.compile.pipeline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.Ids;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import dev.signalbox.testing.collector.Span;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services of one policy have different percentages, and its limit is one for both; by a real gateway. */
class BaselineCapIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** A gateway under test decides after a second, and looks once a second. */
    private static final Duration DECIDED = Duration.ofSeconds(4);

    /** What a limit lets through at once, so that a large trace passes. */
    private static final int BURST = 1_000;

    private static final Origin QUIET = sender("quiet");
    private static final Origin LOUD = sender("loud");

    private static CollectorBinary binary;

    private final Ids ids = new Ids(11);

    @TempDir
    Path directory;

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @Test
    void theLimitHoldsForThePolicyWhateverItsPercentagesAndRulesAreNotChargedForIt() throws InterruptedException {
        int limit = 200;
        int seconds = 10;
        List<Span> errors = new ArrayList<>();
        try (Sink sink = Sink.start();
                RunningCollector gateway = gateway(limit, sink);
                OtlpClient agent = OtlpClient.to(gateway.address())) {
            Instant began = Instant.now();
            for (int second = 0; second < seconds; second++) {
                List<Span> failing = Stream.concat(traces(QUIET, 20), traces(LOUD, 20))
                        .map(root -> root.failing("sold out"))
                        .toList();
                errors.addAll(failing);
                send(agent, failing);
                send(agent, traces(QUIET, 1_000).toList());
                send(agent, traces(LOUD, 1_000).toList());
                Thread.sleep(Math.max(
                        0,
                        Duration.between(Instant.now(), began.plusSeconds(second + 1L))
                                .toMillis()));
            }
            sink.await(SOON, it -> identifiers(it.spans()).containsAll(identifiers(errors)));
            Thread.sleep(DECIDED.toMillis());
            double took = Duration.between(began, Instant.now()).toMillis() / 1000.0;

            assertThat(identifiers(sink.spans())).as("what rules keep").containsAll(identifiers(errors));
            assertThat((double) sink.spans().size() - errors.size())
                    .as(
                            "20 %% and 60 %% of 1,000 spans a second each over %d seconds, of which %d may be kept",
                            seconds, limit)
                    .isBetween(BURST + limit * (seconds - 2.0), BURST + limit * took);
        }
    }

    @Test
    void belowTheLimitEachServiceHasItsPercentage() throws InterruptedException {
        List<Span> quiet = traces(QUIET, 1_000).toList();
        List<Span> loud = traces(LOUD, 1_000).toList();
        try (Sink sink = Sink.start();
                RunningCollector gateway = gateway(100_000, sink);
                OtlpClient agent = OtlpClient.to(gateway.address())) {
            send(agent, quiet);
            send(agent, loud);

            sink.await(SOON, it -> it.spans().size() > 600);
            Thread.sleep(DECIDED.toMillis());
            assertThat((double) kept(sink, quiet)).isCloseTo(200, within(3 * Math.sqrt(1_000 * 0.2 * 0.8)));
            assertThat((double) kept(sink, loud)).isCloseTo(600, within(3 * Math.sqrt(1_000 * 0.6 * 0.4)));
        }
    }

    private RunningCollector gateway(int limit, Sink sink) {
        SamplingPlan declared = SamplingPlan.of(
                ServiceClaims.of(List.of(
                        Telemetry.service("shop", "quiet", "1", Optional.empty()),
                        Telemetry.service("shop", "loud", "1", Optional.empty()))),
                List.of(Telemetry.capped(Telemetry.policy("shop", "standard", "1", 20), limit)),
                BigDecimal.valueOf(5));
        return new GatewayUnderTest(Stacks.allSignals(), directory)
                .start(
                        binary,
                        declared.withPercentages(Map.of(new ServiceKey("shop", "loud"), BigDecimal.valueOf(60))),
                        sink);
    }

    private Stream<Span> traces(Origin origin, int count) {
        return IntStream.range(0, count).mapToObj(_ -> Span.root(ids, origin, "GET /pay"));
    }

    private static void send(OtlpClient agent, List<Span> spans) {
        assertThat(agent.sendSpans(spans).accepted()).isTrue();
    }

    private static long kept(Sink sink, List<Span> sent) {
        Set<String> traces = identifiers(sent);
        return identifiers(sink.spans()).stream().filter(traces::contains).count();
    }

    private static Set<String> identifiers(List<Span> spans) {
        return spans.stream().map(Span::trace).collect(Collectors.toSet());
    }

    /** As an agent attributes it. */
    private static Origin sender(String service) {
        return Origin.service(service)
                .with("signalbox.service", "shop/" + service)
                .with("k8s.namespace.name", "shop");
    }
}
