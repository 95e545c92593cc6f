package dev.signalbox.interchange.openslo;

import dev.signalbox.interchange.indicator.EventQueries;
import dev.signalbox.interchange.indicator.Query;
import dev.signalbox.interchange.indicator.TimeSlices;
import dev.signalbox.interchange.indicator.Translation;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.interchange.source.Remarks;
import dev.signalbox.promql.BinaryOp;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Reads an indicator for one objective: which of ours it becomes depends on how the budget is counted. */
final class IndicatorReader {
    private final Field objective;
    private final Method method;
    private final Metric metric;

    /** How a budget is counted. */
    enum Method {
        OCCURRENCES,
        TIMESLICES,
        RATIO_TIMESLICES
    }

    IndicatorReader(Field objective, Method method, Library library, Remarks remarks) {
        this.objective = objective;
        this.method = method;
        this.metric = new Metric(library, remarks);
    }

    /**
     * Our indicator; nothing, and a fault, when it has none.
     *
     * @param spec of the SLI; in v1alpha the objective itself may hold the metrics
     */
    Optional<Translation> read(Field spec) {
        Field ratio = objective.at("ratioMetrics").isGiven()
                ? objective.at("ratioMetrics")
                : spec.atEither("ratioMetric", "ratioMetrics");
        Field threshold = spec.at("thresholdMetric");
        if (ratio.isGiven()) {
            return ratio.at("raw").isGiven() ? raw(ratio) : ratio(ratio);
        }
        if (threshold.isGiven()) {
            return threshold(threshold);
        }
        spec.fault("must have ratioMetric or thresholdMetric, had neither", "write ratioMetric with good and total");
        return Optional.empty();
    }

    private Optional<Translation> threshold(Field threshold) {
        Optional<BinaryOp> op = Comparison.op(objective.at("op")).or(() -> Comparison.op(threshold.at("operator")));
        if (op.isEmpty()) {
            objective
                    .at("op")
                    .fault(
                            "must be lt, lte, gt or gte, was "
                                    + objective.at("op").shown(),
                            "write e.g. lte");
        }
        Field bound =
                objective.at("value").isGiven() || !threshold.at("threshold").isGiven()
                        ? objective.at("value")
                        : threshold.at("threshold");
        Optional<BigDecimal> value = bound.number("write the threshold");
        Optional<Query> query = metric.read(threshold);
        if (query.isEmpty() || op.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        if (method != Method.OCCURRENCES) {
            slice();
            objective
                    .at("timeSliceTarget")
                    .text()
                    .filter(share -> !isWhole(share))
                    .ifPresent(share -> objective
                            .at("timeSliceTarget")
                            .note("has no counterpart: a slice counts by the share of it that is good"));
        }
        Translation translation = TimeSlices.compare(threshold, query.get(), op.get(), value.get(), TimeSlices.SLICE);
        if (method == Method.OCCURRENCES && translation.sli().freshness() == null) {
            threshold.note("is counted in time: the share of time in which it holds, not of measurements");
        }
        return Optional.of(translation);
    }

    private Optional<Translation> raw(Field ratio) {
        ratio.at("counter").skip();
        Field type = ratio.at("rawType");
        boolean success = type.text().filter("success"::equals).isPresent();
        if (!success && type.text().filter("failure"::equals).isEmpty()) {
            type.fault("must be success or failure, was " + type.shown(), "write success where 1 is all good");
        }
        Optional<Query> query = metric.read(ratio.at("raw"));
        if (method == Method.TIMESLICES) {
            return query.flatMap(read -> slices(ratio, success ? read : TimeSlices.complement(read)));
        }
        return query.map(read -> EventQueries.fromErrorRatio(ratio, success ? TimeSlices.complement(read) : read));
    }

    private Optional<Translation> ratio(Field ratio) {
        Field bad = ratio.at("bad");
        Field part = bad.isGiven() ? bad : ratio.at("good");
        Optional<Query> some = metric.read(part);
        Optional<Query> total = metric.read(ratio.at("total"));
        if (some.isEmpty() || total.isEmpty()) {
            return Optional.empty();
        }
        return method == Method.OCCURRENCES
                ? Optional.of(occurrences(ratio, bad.isGiven(), some.get(), total.get()))
                : ofSlices(ratio, bad.isGiven(), some.get(), total.get());
    }

    private Translation occurrences(Field ratio, boolean bad, Query some, Query total) {
        Counting counting = Counting.of(ratio);
        Query part = counting.overWindow(ratio, some);
        Query all = counting.overWindow(ratio, total);
        return bad ? EventQueries.fromErrors(ratio, part, all) : EventQueries.fromGood(ratio, part, all);
    }

    private Optional<Translation> ofSlices(Field ratio, boolean bad, Query some, Query total) {
        Counting counting = Counting.of(ratio);
        Query part = counting.isCounter(some) ? counting.overWindow(ratio, some) : some;
        Query all = counting.isCounter(total) ? counting.overWindow(ratio, total) : total;
        Query quotient = TimeSlices.quotient(part, all);
        if (method == Method.RATIO_TIMESLICES) {
            ratio.note("is averaged over time, in slices of 5m");
            objective.at("timeSliceWindow").skip();
            objective.at("timeSliceTarget").skip();
            objective.at("op").skip();
            Query errors = bad ? quotient : TimeSlices.complement(quotient);
            return Optional.of(EventQueries.averaged(ratio, errors));
        }
        return slices(ratio, bad ? TimeSlices.complement(quotient) : quotient);
    }

    /** A slice is good while the share of good events in it reaches its target. */
    private Optional<Translation> slices(Field ratio, Query good) {
        Field written = objective.at("timeSliceTarget");
        Field target = written.isGiven() ? written : objective.at("target");
        if (!written.isGiven()) {
            target.note("is taken for timeSliceTarget too, which is missing");
        }
        Optional<BigDecimal> share = target.number("write the share of good events that makes a slice good, e.g. 0.99");
        BinaryOp op = Comparison.op(objective.at("op"))
                .filter(given -> given == BinaryOp.GREATER || given == BinaryOp.GREATER_OR_EQUAL)
                .orElse(BinaryOp.GREATER_OR_EQUAL);
        Duration slice = slice();
        return share.map(least -> TimeSlices.compare(ratio, good, op, least, slice));
    }

    /** How long a slice is, to look at series over; no shorter than ours. */
    private Duration slice() {
        Field written = objective.at("timeSliceWindow");
        Optional<Duration> wanted = written.text()
                .flatMap(text -> Shorthand.parse(text).or(() -> Shorthand.parse(text + "m")))
                .map(Shorthand::duration)
                .filter(Duration::isPositive);
        if (wanted.filter(TimeSlices.SLICE::equals).isEmpty() && written.isGiven()) {
            written.note("is counted in slices of 5m");
        }
        return wanted.filter(length -> length.compareTo(TimeSlices.SLICE) > 0).orElse(TimeSlices.SLICE);
    }

    private static boolean isWhole(String share) {
        return share.matches("1(\\.0*)?");
    }
}
