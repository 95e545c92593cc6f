package dev.signalbox.intake;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.Indicator.BadEvents;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import dev.signalbox.promql.PromqlPrinter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code spec.sli} of an {@code SLO}. */
final class IndicatorReader {
    private static final String EXAMPLE = "write e.g. 'http_requests_total{job=\"checkout\",code=~\"5..\"}'";

    private IndicatorReader() {}

    /** The indicator; nothing when it can't be read. */
    static Optional<Indicator> read(Sli sli, Findings findings) {
        List<String> given = sli == null ? List.of() : given(sli);
        if (!findings.require(
                given.size() == 1,
                "spec.sli",
                "must have exactly one of ratio, latency, freshness, correctness, condition and query, had "
                        + (given.isEmpty() ? "none" : String.join(" and ", given)),
                "write e.g. ratio: {errors: …, total: …}; a second indicator needs an SLO of its own")) {
            return Optional.empty();
        }
        if (sli.ratio() == null) {
            findings.add(
                    "spec.sli." + given.getFirst(),
                    "must be ratio in this version, which compiles no other indicator yet; was " + given.getFirst(),
                    "write ratio: {errors: …, total: …} where the events can be counted");
            return Optional.empty();
        }
        return ratio(sli.ratio(), findings);
    }

    private static List<String> given(Sli sli) {
        Map<String, Optional<?>> indicators = new LinkedHashMap<>();
        indicators.put("ratio", Optional.ofNullable(sli.ratio()));
        indicators.put("latency", Optional.ofNullable(sli.latency()));
        indicators.put("freshness", Optional.ofNullable(sli.freshness()));
        indicators.put("correctness", Optional.ofNullable(sli.correctness()));
        indicators.put("condition", Optional.ofNullable(sli.condition()));
        indicators.put("query", Optional.ofNullable(sli.query()));
        return indicators.entrySet().stream()
                .filter(indicator -> indicator.getValue().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Optional<Indicator> ratio(Sli.Ratio ratio, Findings findings) {
        Optional<String> total = selector("spec.sli.ratio.total", ratio.total(), findings);
        if (!findings.require(
                (ratio.errors() == null) != (ratio.good() == null),
                "spec.sli.ratio",
                "must have exactly one of errors and good, had " + (ratio.errors() == null ? "neither" : "both"),
                "keep errors, or good where errors can't be told")) {
            return Optional.empty();
        }
        Optional<BadEvents> bad = ratio.errors() != null
                ? selector("spec.sli.ratio.errors", ratio.errors(), findings).map(BadEvents.Errors::new)
                : selector("spec.sli.ratio.good", ratio.good(), findings).map(BadEvents.AllButGood::new);
        return bad.flatMap(events -> total.map(all -> new Indicator.Ratio(events, all)));
    }

    /** A selector in its printed form. */
    private static Optional<String> selector(String path, String text, Findings findings) {
        if (text == null || text.isBlank()) {
            findings.add(path, "must be a selector, was missing", EXAMPLE);
            return Optional.empty();
        }
        return switch (PromqlParser.parseSelector(text)) {
            case ParseResult.Parsed(var selector) -> Optional.of(PromqlPrinter.print(selector));
            case ParseResult.Fault fault -> {
                findings.add(
                        path,
                        "must be a selector, to which rate and windows are added; was '%s': %s at %s"
                                .formatted(text, fault.message(), position(fault)),
                        EXAMPLE);
                yield Optional.empty();
            }
        };
    }

    private static String position(ParseResult.Fault fault) {
        return fault.line() == 1
                ? "character " + fault.column()
                : "line %d, character %d".formatted(fault.line(), fault.column());
    }
}
