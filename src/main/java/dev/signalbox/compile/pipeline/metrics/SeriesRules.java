package dev.signalbox.compile.pipeline.metrics;

import static dev.signalbox.promql.Promql.and;
import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.call;
import static dev.signalbox.promql.Promql.constant;
import static dev.signalbox.promql.Promql.metric;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.plus;
import static dev.signalbox.promql.Promql.sumBy;

import dev.signalbox.compile.kube.Shares;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.StringLiteral;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.VectorMatching;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules that record how many active series each service has, however they came to the server, and how many are nobody's. A
 * series is a service's when both {@code job} and {@code signalbox_service} are its key: agents and generated monitors write
 * both. One alone says nothing: what an application exposes may have the second, and any monitor gives the first.
 *
 * <p>Together they read each series once. Services are named one by one, so that a rule reads tens of thousands of series;
 * the remainder is read by the beginning of metrics' names.
 */
public final class SeriesRules {
    /** The recorded series. */
    public static final String RECORD = "signalbox:service_series:count";

    /** What is no service's, in parts that add up. */
    public static final String REMAINDER = "signalbox:unattributed_series:count";

    /** What the counts of services are made of: by what a series says in both of the labels. */
    public static final String CLAIMED = "signalbox:service_job_series:count";

    /** Its label: {@code namespace/service}. */
    public static final String SERVICE = RecordedFigures.SERVICE;

    /** The label of {@link #REMAINDER} that tells parts apart. */
    public static final String PART = "part";

    /** Between two counts. */
    public static final Duration EVERY = Duration.ofMinutes(5);

    private static final String NAME = "signalbox-series";
    private static final String JOB = "job";

    /** On what is recorded; {@code job} would have it found where somebody looks for series of a job. */
    private static final String SAID_JOB = "signalbox_job";

    /** So that one rule reads tens of thousands of series, not millions. */
    private static final int SERVICES_OF_A_RULE = 50;

    /** How the names of metrics begin that are counted together: exporters' own prefixes apart from each other. */
    private static final List<String> BEGINNINGS = List.of("a-b", "c", "d-j", "k", "l-n", "o-z", "^a-z");

    /** The part that says whose it is and lies, or names a service that nobody declared. */
    private static final String FALSE_CLAIMS = "claims";

    /** How many parts {@link #REMAINDER} has. */
    public static final int PARTS = BEGINNINGS.size() + 1;

    private static final LabelMatcher NOT_FIGURES =
            LabelMatcher.notMatches(LabelMatcher.METRIC_NAME, RecordedFigures.PREFIX + ".*");

    private SeriesRules() {}

    /**
     * The object; nothing where rules of that kind are not taken up, or nobody is to be counted.
     *
     * @param services whose series are counted
     */
    public static Optional<HasMetadata> of(TelemetryStack stack, Collection<ServiceKey> services, ClusterFacts facts) {
        return services.isEmpty()
                ? Optional.empty()
                : RecordedFigures.object(stack, NAME, EVERY, rules(new TreeSet<>(services)), facts);
    }

    /** In the order in which they need each other. A service more or less changes two, or moves few. */
    private static List<Rule> rules(Collection<ServiceKey> services) {
        return Stream.of(
                        shares(services).map(some -> RecordedFigures.rule(CLAIMED, claimed(some))),
                        Stream.of(RecordedFigures.rule(RECORD, sumBy(List.of(SERVICE), trueClaims()))),
                        BEGINNINGS.stream()
                                .map(beginning -> RecordedFigures.rule(
                                        REMAINDER, PART, beginning, orNone(count(unclaimed(beginning))))),
                        Stream.of(RecordedFigures.rule(REMAINDER, PART, FALSE_CLAIMS, falseClaims(services))))
                .flatMap(rules -> rules)
                .toList();
    }

    private static Stream<List<ServiceKey>> shares(Collection<ServiceKey> services) {
        int shares = Math.max(1, Math.ceilDiv(services.size(), SERVICES_OF_A_RULE));
        SortedMap<Integer, List<ServiceKey>> spread = new TreeMap<>();
        services.forEach(
                service -> spread.computeIfAbsent(Shares.of(service.toString(), shares), _ -> new ArrayList<>())
                        .add(service));
        return spread.values().stream();
    }

    private static Expr claimed(Collection<ServiceKey> services) {
        Expr counted = by(
                List.of(JOB, SERVICE),
                AggregateOp.COUNT,
                series(NOT_FIGURES, LabelMatcher.matches(SERVICE, names(services))));
        return sumBy(List.of(SAID_JOB, SERVICE), copied(counted, JOB, SAID_JOB));
    }

    /** Those of which both labels say the same. */
    private static Expr trueClaims() {
        return and(
                metric(CLAIMED),
                VectorMatching.on(SAID_JOB, SERVICE),
                copied(sumBy(List.of(SAID_JOB), metric(CLAIMED)), SAID_JOB, SERVICE));
    }

    private static Expr copied(Expr series, String label, String to) {
        return call(
                "label_replace",
                series,
                new StringLiteral(to),
                new StringLiteral("$1"),
                new StringLiteral(label),
                new StringLiteral("(.*)"));
    }

    private static VectorSelector unclaimed(String beginning) {
        return series(
                LabelMatcher.matches(LabelMatcher.METRIC_NAME, "[" + beginning + "].*"),
                LabelMatcher.equal(SERVICE, ""));
    }

    private static Expr falseClaims(Collection<ServiceKey> services) {
        Expr contradicting = minus(orNone(sumBy(List.of(), metric(CLAIMED))), orNone(sumBy(List.of(), metric(RECORD))));
        Expr ofNobody = count(series(NOT_FIGURES, LabelMatcher.notMatches(SERVICE, "|" + names(services))));
        Expr figures = count(series(
                LabelMatcher.matches(LabelMatcher.METRIC_NAME, RecordedFigures.PREFIX + ".*"),
                LabelMatcher.notEqual(SERVICE, "")));
        return plus(plus(contradicting, orNone(ofNobody)), orNone(figures));
    }

    private static Expr count(Expr series) {
        return by(List.of(), AggregateOp.COUNT, series);
    }

    private static Expr orNone(Expr count) {
        return or(count, constant(BigDecimal.ZERO));
    }

    private static VectorSelector series(LabelMatcher... matchers) {
        return new VectorSelector(Optional.empty(), List.of(matchers), Modifiers.NONE);
    }

    /** A list of values, and nothing that is more: Prometheus then looks each up, and no series is matched by a pattern. */
    private static String names(Collection<ServiceKey> services) {
        return services.stream()
                .map(service -> service.toString().replaceAll("[^a-zA-Z0-9_/-]", "\\\\$0"))
                .collect(Collectors.joining("|"));
    }
}
