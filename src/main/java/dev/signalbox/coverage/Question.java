package dev.signalbox.coverage;

import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.call;
import static dev.signalbox.promql.Promql.countOver;
import static dev.signalbox.promql.Promql.maxBy;
import static dev.signalbox.promql.Promql.metric;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.range;
import static dev.signalbox.promql.Promql.rate;
import static dev.signalbox.promql.Promql.sumBy;

import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.PromqlPrinter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a server of metrics is asked, once for all workloads. Agents write a point only when there is something to count, so
 * a sample within a time is something counted within that time; of a counter that appeared with its first record there
 * would be no increase.
 */
public enum Question {
    /** Server and consumer spans before sampling, by workload. */
    SPANS("signalbox_workload_spans_total"),
    /** Log records, by workload. */
    LOGS("signalbox_workload_logs_total"),
    /** Points that agents took in or scraped, by workload. */
    POINTS("signalbox_workload_points_total"),
    /** 1 for each pod that was scraped with success, 0 for one that never was. */
    UP,
    /** Bytes a second that came to a pod over its network. */
    TRAFFIC;

    /** What agents count by. */
    static final String NAMESPACE_OF_COUNTS = "k8s_namespace_name";

    static final String KIND = "signalbox_workload_kind";
    static final String NAME = "signalbox_workload_name";

    /** What targets, and the kubelet's own metrics, have. */
    static final String NAMESPACE = "namespace";

    static final String POD = "pod";

    private static final String POD_OF_POINTS = "k8s_pod_name";
    private static final String PODS_OF_JOBS = ".+-[0-9]+-[a-z0-9]+";
    private static final List<String> BY_WORKLOAD = List.of(NAMESPACE_OF_COUNTS, KIND, NAME);
    private static final List<String> BY_POD = List.of(NAMESPACE, POD);

    private final Optional<String> counter;

    Question() {
        this.counter = Optional.empty();
    }

    Question(String counter) {
        this.counter = Optional.of(counter);
    }

    boolean counts() {
        return counter.isPresent();
    }

    /** Whether it has to do with the time that a CronJob is looked back at. */
    boolean isOfScheduled() {
        return this != TRAFFIC;
    }

    /**
     * The query.
     *
     * @param window how far back
     * @param scheduled only of what runs by a schedule
     */
    String query(Duration window, boolean scheduled) {
        return PromqlPrinter.print(counter.map(name -> counted(name, window, scheduled))
                .orElseGet(() -> this == UP ? up(window, scheduled) : traffic(window)));
    }

    private static Expr counted(String name, Duration window, boolean scheduled) {
        VectorSelector series = scheduled
                ? metric(name, LabelMatcher.equal(KIND, "CronJob"))
                : metric(name, LabelMatcher.notEqual(NAME, ""));
        return by(BY_WORKLOAD, AggregateOp.COUNT, countOver(series, window));
    }

    private static Expr up(Duration window, boolean scheduled) {
        VectorSelector series = scheduled
                ? metric("up", LabelMatcher.matches(POD, PODS_OF_JOBS))
                : metric("up", LabelMatcher.notEqual(POD, ""));
        return maxBy(BY_POD, call("max_over_time", range(series, window)));
    }

    /** As the kubelet counts it, scraped from there or taken by agents. */
    private static Expr traffic(Duration window) {
        return or(
                sumBy(
                        BY_POD,
                        rate(metric("container_network_receive_bytes_total", LabelMatcher.notEqual(POD, "")), window)),
                sumBy(
                        BY_POD,
                        renamed(
                                renamed(
                                        rate(
                                                metric(
                                                        "k8s_pod_network_io_bytes_total",
                                                        LabelMatcher.equal("direction", "receive")),
                                                window),
                                        NAMESPACE_OF_COUNTS,
                                        NAMESPACE),
                                POD_OF_POINTS,
                                POD)));
    }

    private static Expr renamed(Expr expr, String from, String to) {
        return call(
                "label_replace",
                expr,
                new Expr.StringLiteral(to),
                new Expr.StringLiteral("$1"),
                new Expr.StringLiteral(from),
                new Expr.StringLiteral("(.*)"));
    }
}
