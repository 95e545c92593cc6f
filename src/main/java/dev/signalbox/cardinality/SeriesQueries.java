package dev.signalbox.cardinality;

import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.call;
import static dev.signalbox.promql.Promql.labelled;
import static dev.signalbox.promql.Promql.lastOver;
import static dev.signalbox.promql.Promql.maxBy;
import static dev.signalbox.promql.Promql.metric;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.sumBy;

import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.Aggregation;
import dev.signalbox.promql.Expr.StringLiteral;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.Grouping;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.PromqlPrinter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is asked about series, as PromQL; a service's are those that {@link SeriesRules} count as its. */
public final class SeriesQueries {
    /** The label that scrapes have of their target. */
    public static final String JOB = "job";

    /** Tells the counts of several labels apart. */
    static final String LABEL = "label";

    private static final String NAME = LabelMatcher.METRIC_NAME;

    /** Takes the place of the metric's name, which no aggregation leaves. */
    private static final String NAMED = "signalbox_metric";

    /** Prometheus writes how many samples each scrape had after relabelling: one series for each target. */
    private static final String SCRAPED = "scrape_samples_post_metric_relabeling";

    private SeriesQueries() {}

    /** What rules recorded, by service; three counts may be missing before one is. */
    public static String recorded() {
        return PromqlPrinter.print(maxBy(
                List.of(SeriesRules.SERVICE), lastOver(metric(SeriesRules.RECORD), SeriesRules.EVERY.multipliedBy(3))));
    }

    /** What rules recorded of all that is no service's, by part. */
    public static String unattributed() {
        return PromqlPrinter.print(maxBy(
                List.of(SeriesRules.PART), lastOver(metric(SeriesRules.REMAINDER), SeriesRules.EVERY.multipliedBy(3))));
    }

    /** What Prometheus scraped by itself, or the agents for it, by job. */
    public static String scraped() {
        return PromqlPrinter.print(sumBy(List.of(JOB), metric(SCRAPED)));
    }

    /** A service's series, by metric. */
    public static String byMetric(ServiceKey service) {
        return PromqlPrinter.print(counted(List.of(NAME), of(service)));
    }

    /** What the labels of a service's series are asked with. */
    public static String selector(ServiceKey service) {
        return PromqlPrinter.print(of(service));
    }

    /** How many values each of the labels has; those without a value are not in the answer. */
    public static String values(ServiceKey service, Collection<String> labels) {
        return PromqlPrinter.print(labels.stream()
                .map(label -> (Expr)
                        labelled(counted(List.of(), counted(List.of(label), having(service, label))), LABEL, label))
                .reduce((one, other) -> or(one, other))
                .orElseThrow());
    }

    /** A service's series that have a label, by metric. */
    public static String carriers(ServiceKey service, String label) {
        return PromqlPrinter.print(counted(List.of(NAME), having(service, label)));
    }

    /** How many values a label has, by metric. */
    public static String valuesByMetric(ServiceKey service, String label) {
        return PromqlPrinter.print(counted(List.of(NAME), counted(List.of(NAME, label), having(service, label))));
    }

    /** How many series fewer there are when these labels are dropped together from these metrics. */
    public static String saved(ServiceKey service, Collection<String> metrics, Collection<String> labels) {
        VectorSelector series =
                of(service, LabelMatcher.matches(NAME, metrics.stream().sorted().collect(Collectors.joining("|"))));
        Expr named = call(
                "label_replace",
                series,
                new StringLiteral(NAMED),
                new StringLiteral("$1"),
                new StringLiteral(NAME),
                new StringLiteral("(.+)"));
        Expr merged = new Aggregation(
                AggregateOp.COUNT,
                named,
                Optional.empty(),
                Grouping.without(labels.stream().sorted().toArray(String[]::new)));
        return PromqlPrinter.print(minus(counted(List.of(), series), counted(List.of(), merged)));
    }

    private static Expr counted(List<String> labels, Expr series) {
        return by(labels, AggregateOp.COUNT, series);
    }

    private static VectorSelector having(ServiceKey service, String label) {
        return of(service, LabelMatcher.notEqual(label, ""));
    }

    private static VectorSelector of(ServiceKey service, LabelMatcher... more) {
        List<LabelMatcher> matchers = new ArrayList<>(List.of(
                LabelMatcher.equal(JOB, service.toString()),
                LabelMatcher.equal(SeriesRules.SERVICE, service.toString())));
        matchers.addAll(Arrays.asList(more));
        return new VectorSelector(Optional.empty(), matchers, Modifiers.NONE);
    }
}
