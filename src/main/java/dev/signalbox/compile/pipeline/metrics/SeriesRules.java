package dev.signalbox.compile.pipeline.metrics;

import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.call;
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
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rules that record how many active series each service has, however they came to the server. A series is a service's by
 * its {@code job}: monitors and agents' scrapes set it from the target, and servers make it of the {@code service.namespace}
 * and {@code service.name} that agents wrote.
 *
 * <p>Services are named one by one: a pattern for all jobs would have the server look at every series that it has.
 */
public final class SeriesRules {
    /** The recorded series. */
    public static final String RECORD = "signalbox:service_series:count";

    /** Its label: {@code namespace/service}. */
    public static final String SERVICE = RecordedFigures.SERVICE;

    /** Between two counts. */
    public static final Duration EVERY = Duration.ofMinutes(5);

    private static final String NAME = "signalbox-series";
    private static final String JOB = "job";

    /** So that one rule reads tens of thousands of series, not millions. */
    private static final int SERVICES_OF_A_RULE = 50;

    private SeriesRules() {}

    /**
     * The object; nothing where rules of that kind are not taken up, or nobody is to be counted.
     *
     * @param services whose series are counted
     */
    public static Optional<HasMetadata> of(TelemetryStack stack, Collection<ServiceKey> services, ClusterFacts facts) {
        return services.isEmpty()
                ? Optional.empty()
                : RecordedFigures.object(stack, NAME, EVERY, rules(services), facts);
    }

    /** A service more or less changes one rule, or moves few. */
    private static List<Rule> rules(Collection<ServiceKey> services) {
        int shares = Math.max(1, Math.ceilDiv(services.size(), SERVICES_OF_A_RULE));
        SortedMap<Integer, List<ServiceKey>> spread = new TreeMap<>();
        new TreeSet<>(services).forEach(service -> spread.computeIfAbsent(
                        Shares.of(service.toString(), shares), _ -> new ArrayList<>())
                .add(service));
        return spread.values().stream()
                .map(some -> RecordedFigures.rule(RECORD, count(some)))
                .toList();
    }

    private static Expr count(List<ServiceKey> services) {
        LabelMatcher jobs = LabelMatcher.matches(
                JOB, services.stream().map(SeriesRules::quoted).collect(Collectors.joining("|")));
        Expr counted = by(
                List.of(JOB), AggregateOp.COUNT, new VectorSelector(Optional.empty(), List.of(jobs), Modifiers.NONE));
        return sumBy(
                List.of(SERVICE),
                call(
                        "label_replace",
                        counted,
                        new StringLiteral(SERVICE),
                        new StringLiteral("$1"),
                        new StringLiteral(JOB),
                        new StringLiteral("(.*)")));
    }

    /** A list of values, and nothing that is more: Prometheus then looks each up, and no series is matched by a pattern. */
    private static String quoted(ServiceKey service) {
        return service.toString().replaceAll("[^a-zA-Z0-9_/-]", "\\\\$0");
    }
}
