package dev.signalbox.interchange.pyrra;

import dev.signalbox.interchange.indicator.SelectorIndicator;
import dev.signalbox.interchange.indicator.Translation;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.promql.Expr.VectorSelector;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code spec.indicator} of an objective of Pyrra's.
 *
 * @param translation what it became
 * @param events the selector of all that is counted
 */
record PyrraIndicator(Translation translation, VectorSelector events) {
    private static final List<String> KINDS = List.of("ratio", "latency", "latencyNative", "bool_gauge");

    /** Our indicator; nothing, and a fault, when it has none. */
    static Optional<PyrraIndicator> read(Field indicator) {
        List<String> given =
                KINDS.stream().filter(kind -> indicator.at(kind).isGiven()).toList();
        if (given.size() != 1) {
            indicator.fault(
                    "must have exactly one of " + String.join(", ", KINDS) + ", had "
                            + (given.isEmpty() ? "none" : String.join(" and ", given)),
                    "write e.g. ratio with errors and total");
            return Optional.empty();
        }
        Field kind = indicator.at(given.getFirst());
        List<String> grouping = kind.at("grouping").texts();
        return switch (given.getFirst()) {
            case "ratio" ->
                pair(
                        kind.at("errors"),
                        kind.at("total"),
                        (errors, total) -> SelectorIndicator.errors(kind, errors, total, grouping));
            case "latency" ->
                pair(
                        kind.at("success"),
                        kind.at("total"),
                        (success, total) -> SelectorIndicator.good(kind, success, total, grouping));
            case "latencyNative" -> latencyNative(kind, grouping);
            default -> boolGauge(kind, grouping);
        };
    }

    private interface OfSelectors {
        Translation translate(VectorSelector part, VectorSelector all);
    }

    private static Optional<PyrraIndicator> pair(Field part, Field all, OfSelectors translation) {
        Optional<VectorSelector> total = SelectorIndicator.selector(all.at("metric"));
        return SelectorIndicator.selector(part.at("metric"))
                .flatMap(selector ->
                        total.map(events -> new PyrraIndicator(translation.translate(selector, events), events)));
    }

    private static Optional<PyrraIndicator> latencyNative(Field kind, List<String> grouping) {
        Optional<VectorSelector> total =
                SelectorIndicator.selector(kind.at("total").at("metric"));
        Field latency = kind.at("latency");
        Optional<String> threshold = latency.text()
                .flatMap(PrometheusDuration::parse)
                .filter(duration -> !duration.isZero())
                .map(PrometheusDuration::print);
        if (threshold.isEmpty()) {
            latency.fault("must be a duration above 0, was " + latency.shown(), "write e.g. 500ms");
        }
        return threshold.flatMap(bound -> total.map(
                events -> new PyrraIndicator(SelectorIndicator.nativeLatency(kind, events, bound, grouping), events)));
    }

    private static Optional<PyrraIndicator> boolGauge(Field kind, List<String> grouping) {
        kind.note(
                "is true while the least of a group is 1, and counted in time; Pyrra counts each sample of each series");
        return Stream.of(SelectorIndicator.selector(kind.at("metric")))
                .flatMap(Optional::stream)
                .map(gauge -> new PyrraIndicator(SelectorIndicator.isOne(kind, gauge, grouping), gauge))
                .findFirst();
    }
}
