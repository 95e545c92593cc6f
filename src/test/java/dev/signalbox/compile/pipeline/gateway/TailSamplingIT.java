package dev.signalbox.compile.pipeline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.pipeline.TraceSampling.AttributeValues;
import dev.signalbox.model.pipeline.TraceSampling.SpanRule;
import dev.signalbox.model.pipeline.TraceSampling.SpanStatus;
import dev.signalbox.model.pipeline.TraceSampling.TailRules;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.Ids;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import dev.signalbox.testing.collector.Span;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which traces come out of a real gateway. */
class TailSamplingIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration DECIDED = Duration.ofSeconds(4);
    private static final TailRules RULES = new TailRules(
            List.of(
                    new SpanRule("errors", Optional.of(SpanStatus.ERROR), Optional.empty(), Optional.empty()),
                    new SpanRule("slow", Optional.empty(), Optional.of(Duration.ofMillis(500)), Optional.empty()),
                    new SpanRule(
                            "gold",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new AttributeValues("tier", List.of("gold", "7"))))),
            List.of(new SpanRule(
                    "health",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new AttributeValues("http.route", List.of("/healthz", "/readyz"))))));

    private static final Origin CHECKOUT = sender("shop", "checkout");
    private static final Origin CART = sender("shop", "cart");
    private static final Origin LEDGER = sender("bank", "ledger");
    private static final Origin OTHER_RULES = sender("shop", "search");
    private static final Origin GRABBING = sender("bank", "grabbing");
    private static final Origin TRYING = sender("shop", "trying");
    private static final Origin NOBODY = Origin.service("nobody");

    private static CollectorBinary binary;

    private final Ids ids = new Ids(7);

    @TempDir
    Path directory;

    private Sink sink;
    private RunningCollector gateway;
    private OtlpClient agent;

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @BeforeEach
    void start() {
        sink = Sink.start();
        gateway = new GatewayUnderTest(Stacks.allSignals(), directory).start(binary, policies(), sink);
        agent = OtlpClient.to(gateway.address());
    }

    @AfterEach
    void stop() {
        agent.close();
        gateway.close();
        sink.close();
    }

    @Test
    void errorsAndSlowTracesAreKeptWholeTheRestAtItsPercentageAndHealthNever() {
        List<Span> errors = new ArrayList<>();
        List<Span> slow = new ArrayList<>();
        List<Span> plain = new ArrayList<>();
        List<Span> health = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(i -> {
            Span root = Span.root(ids, CHECKOUT, "GET /pay").with("http.route", "/pay");
            if (i % 20 == 0) {
                errors.addAll(List.of(root, root.child(ids, CART, "reserve").failing("sold out")));
            } else if (i % 20 == 1) {
                slow.addAll(List.of(
                        root,
                        root.child(ids, CART, "reserve"),
                        root.child(ids, CHECKOUT, "charge").lasting(Duration.ofMillis(501))));
            } else if (i % 20 == 2) {
                health.add(Span.root(ids, CHECKOUT, "GET /healthz").with("http.route", "/healthz"));
            } else {
                plain.addAll(List.of(root, root.child(ids, CART, "reserve").lasting(Duration.ofMillis(499))));
            }
        });
        send(errors, slow, plain, health);

        sink.await(SOON, it -> it.traces().keySet().containsAll(traces(errors)));
        settle();
        assertThat(sink.spans()).as("errors, whole").containsAll(errors);
        assertThat(sink.spans()).as("slow, whole").containsAll(slow);
        assertThat(traces(sink.spans())).as("health").doesNotContainAnyElementsOf(traces(health));
        Set<String> baseline = new HashSet<>(traces(sink.spans()));
        baseline.retainAll(traces(plain));
        double expected = traces(plain).size() * 0.1;
        assertThat((double) baseline.size())
                .as("10 %% of %d", traces(plain).size())
                .isCloseTo(expected, within(3 * Math.sqrt(expected * 0.9)));
        assertThat(sink.spans()).allSatisfy(span -> assertThat(span.origin().resource())
                .doesNotContainKeys("signalbox.sampling", "signalbox.baseline"));
    }

    @Test
    void whatIsKeptIsCountedByServiceAndWhatRulesKeepApart() {
        List<Span> errors = new ArrayList<>();
        List<Span> plain = new ArrayList<>();
        List<Span> dry = new ArrayList<>();
        IntStream.range(0, 300).forEach(i -> {
            Span root = Span.root(ids, CHECKOUT.with("k8s.pod.name", "checkout-" + i % 3), "GET /pay");
            Span below = root.child(ids, CART, "reserve");
            if (i % 10 == 0) {
                errors.addAll(List.of(root, below.failing("sold out")));
            } else {
                plain.addAll(List.of(root, below));
            }
            Span tried = Span.root(ids, TRYING, "GET /new");
            dry.add(i % 10 == 0 ? tried.failing("no") : tried);
        });
        send(errors, plain, dry);

        sink.await(SOON, it -> it.traces().keySet().containsAll(traces(errors)) && spansOf(it, TRYING) == 300);
        settle();
        sink.await(SOON, it -> counted(it, "signalbox.spans.kept", TRYING) == 300);
        assertThat(counted(sink, "signalbox.spans.kept", CHECKOUT))
                .as("errors and a part of the rest")
                .isEqualTo(spansOf(sink, CHECKOUT))
                .isBetween(31.0, 100.0);
        assertThat(counted(sink, "signalbox.spans.kept", CART)).isEqualTo(spansOf(sink, CART));
        assertThat(counted(sink, "signalbox.spans.kept_by_keep", CHECKOUT)).isEqualTo(30);
        assertThat(counted(sink, "signalbox.spans.kept_by_keep", CART)).isEqualTo(30);
        assertThat(counted(sink, "signalbox.spans.kept_by_keep", TRYING))
                .as("what a rule decided counts as that, also where everything is kept")
                .isEqualTo(30);
        assertThat(sink.latest("signalbox.spans.kept"))
                .as("three pods of a service are one series of a gateway")
                .hasSize(3)
                .allSatisfy(point -> assertThat(point.origin().resource())
                        .containsEntry("service.instance.id", GatewayUnderTest.REPLICA)
                        .doesNotContainKeys("k8s.pod.name", "signalbox.sampling"));
        assertThat(sink.spans())
                .allSatisfy(span -> assertThat(span.origin().scopeAttributes()).isEmpty());
    }

    @Test
    void aDropCountsOnlyForWhoeverTheTraceIs() {
        Span healthOfShop = health();
        Span withForeignSpan = health();
        Span withAnotherServicesError = health();
        Span withOtherRulesError = health();
        Span withOwnErrorBelow = health();
        Span healthBelowRoot = Span.root(ids, LEDGER, "GET /book");
        send(
                List.of(healthOfShop),
                List.of(
                        withForeignSpan,
                        withForeignSpan.child(ids, LEDGER, "book").failing("overdrawn")),
                List.of(
                        withAnotherServicesError,
                        withAnotherServicesError.child(ids, CART, "GET /stock").failing("gone")),
                List.of(
                        withOtherRulesError,
                        withOtherRulesError
                                .child(ids, OTHER_RULES, "find")
                                .lasting(Duration.ofSeconds(2))
                                .failing("gone")),
                List.of(withOwnErrorBelow, internal(withOwnErrorBelow).failing("no connection")),
                List.of(
                        healthBelowRoot.failing("overdrawn"),
                        healthBelowRoot.child(ids, CHECKOUT, "GET /healthz").with("http.route", "/healthz")));

        sink.await(SOON, it -> it.traces().size() >= 4);
        settle();
        assertThat(traces(sink.spans()))
                .as("a service's health check is dropped with its own errors, and with nobody else's")
                .containsExactlyInAnyOrder(
                        withForeignSpan.trace(),
                        withAnotherServicesError.trace(),
                        withOtherRulesError.trace(),
                        healthBelowRoot.trace());
    }

    @Test
    void whatHoldsTogetherMustHoldOnOneSpanAndNumbersAreMatchedAsText() {
        Span number = Span.root(ids, CHECKOUT, "GET /pay").with("tier", 7L);
        List<Span> halves = IntStream.range(0, 200)
                .mapToObj(_ -> Span.root(ids, OTHER_RULES, "GET /find").failing("gone"))
                .flatMap(root ->
                        List.of(root, root.child(ids, OTHER_RULES, "x").lasting(Duration.ofSeconds(3))).stream())
                .toList();
        send(List.of(number), halves);

        sink.await(SOON, it -> it.traces().containsKey(number.trace()));
        settle();
        assertThat(sink.traces()).containsKey(number.trace());
        assertThat(traces(sink.spans()).stream()
                        .filter(traces(halves)::contains)
                        .count())
                .as("5 %% of 200: the rule wants an error that is slow, not an error and something slow")
                .isBetween(1L, 22L);
    }

    @Test
    void whatIsNobodysHasTheStacksBaselineAndWhatHasNoRootToo() {
        List<Span> unknown = IntStream.range(0, 1_000)
                .mapToObj(_ -> Span.root(ids, NOBODY, "x"))
                .toList();
        List<Span> rootless = IntStream.range(0, 1_000)
                .mapToObj(_ -> Span.root(ids, CHECKOUT, "x").child(ids, CHECKOUT, "y"))
                .toList();
        send(unknown, rootless);

        sink.await(SOON, it -> it.traces().size() > 60);
        settle();
        Set<String> kept = traces(sink.spans());
        double deviation = Math.sqrt(1_000 * 0.05 * 0.95);
        assertThat((double) kept.stream().filter(traces(unknown)::contains).count())
                .isCloseTo(50, within(3 * deviation));
        assertThat((double) kept.stream().filter(traces(rootless)::contains).count())
                .isCloseTo(50, within(3 * deviation));
    }

    @Test
    void aPolicyKeepsAndDropsNothingOfAnotherNamespace() {
        List<Span> wanted = IntStream.range(0, 200)
                .mapToObj(_ -> Span.root(ids, CHECKOUT, "GET /pay").with("grab", "keep"))
                .toList();
        List<Span> unwanted = IntStream.range(0, 20)
                .mapToObj(_ -> Span.root(ids, CHECKOUT, "GET /pay")
                        .with("grab", "drop")
                        .failing("no"))
                .toList();
        List<Span> own = IntStream.range(0, 20)
                .mapToObj(_ -> Span.root(ids, GRABBING, "GET /").with("grab", "keep"))
                .toList();
        List<Span> ownDropped = IntStream.range(0, 20)
                .mapToObj(_ -> Span.root(ids, GRABBING, "GET /").with("grab", "drop"))
                .toList();
        send(wanted, unwanted, own, ownDropped);

        sink.await(SOON, it -> it.traces().keySet().containsAll(traces(own)));
        settle();
        Set<String> kept = traces(sink.spans());
        assertThat(kept).containsAll(traces(unwanted)).containsAll(traces(own));
        assertThat(kept).doesNotContainAnyElementsOf(traces(ownDropped));
        assertThat(traces(wanted).stream().filter(kept::contains).count())
                .as("10 %% of 200, as the service's own policy says")
                .isLessThan(20 + (long) (4 * Math.sqrt(200 * 0.1 * 0.9)));
    }

    private static double spansOf(Sink sink, Origin sender) {
        return sink.spans().stream()
                .filter(span -> service(span.origin()).equals(service(sender)))
                .count();
    }

    private static double counted(Sink sink, String metric, Origin sender) {
        return sink.latest(metric).stream()
                .filter(point -> service(sender).equals(point.attributes().get("signalbox_service")))
                .mapToDouble(MetricPoint::number)
                .sum();
    }

    private static String service(Origin origin) {
        return String.valueOf(origin.resource().get("signalbox.service"));
    }

    private Span health() {
        return Span.root(ids, CHECKOUT, "GET /healthz").with("http.route", "/healthz");
    }

    private Span internal(Span root) {
        Span child = root.child(ids, CHECKOUT, "ping");
        return new Span(
                child.origin(),
                child.trace(),
                child.id(),
                child.parent(),
                child.name(),
                Span.Kind.INTERNAL,
                child.start(),
                child.end(),
                child.status(),
                child.attributes(),
                child.events(),
                child.links());
    }

    private void settle() {
        try {
            Thread.sleep(DECIDED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SafeVarargs
    private void send(List<Span>... batches) {
        for (List<Span> batch : batches) {
            assertThat(agent.sendSpans(batch).accepted()).isTrue();
        }
    }

    private static Set<String> traces(List<Span> spans) {
        return spans.stream().map(Span::trace).collect(Collectors.toSet());
    }

    /** As an agent attributes it. */
    private static Origin sender(String namespace, String service) {
        return Origin.service(service)
                .with("signalbox.service", namespace + "/" + service)
                .with("k8s.namespace.name", namespace);
    }

    private static SpanRule grab(String value) {
        return new SpanRule(
                value, Optional.empty(), Optional.empty(), Optional.of(new AttributeValues("grab", List.of(value))));
    }

    private static SamplingPlan policies() {
        List<TelemetryService> services = List.of(
                Telemetry.service("shop", "checkout", "1", Optional.empty()),
                Telemetry.service("shop", "cart", "1", Optional.empty()),
                Telemetry.service("shop", "search", "3", Optional.empty()),
                Telemetry.service("shop", "trying", "5", Optional.empty()),
                Telemetry.service("bank", "ledger", "1", Optional.empty()),
                Telemetry.service("bank", "grabbing", "4", Optional.empty()));
        TailRules grab = new TailRules(List.of(grab("keep")), List.of(grab("drop")));
        TailRules slowErrors = new TailRules(
                List.of(
                        new SpanRule(
                                "slow-errors",
                                Optional.of(SpanStatus.ERROR),
                                Optional.of(Duration.ofSeconds(1)),
                                Optional.empty()),
                        new SpanRule(
                                "gone",
                                Optional.of(SpanStatus.ERROR),
                                Optional.empty(),
                                Optional.of(new AttributeValues("never", List.of("x"))))),
                List.of());
        List<TraceSampling> policies = List.of(
                Telemetry.policy("shop", "standard", "1", 10, RULES),
                Telemetry.policy("shop", "picky", "3", 5, slowErrors),
                dryRun(Telemetry.policy("shop", "trying", "5", 10, RULES)),
                Telemetry.policy("bank", "standard", "1", 10, RULES),
                Telemetry.policy("bank", "grabbing", "4", 1, grab));
        return SamplingPlan.of(ServiceClaims.of(services), policies, BigDecimal.valueOf(5));
    }

    private static TraceSampling dryRun(TraceSampling policy) {
        return new TraceSampling(
                policy.resource(), policy.services(), policy.head(), policy.tail(), policy.adaptive(), true);
    }
}
