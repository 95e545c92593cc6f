package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads selectors of Loki's streams, which are PromQL's without a metric's name, an offset, or names in quotes. */
final class StreamSelectors {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final String FIX = "write e.g. '{k8s_namespace_name=\"audit\"}'";

    private StreamSelectors() {}

    /** The selector as Loki reads it. */
    static Optional<String> read(String path, String text, Findings findings) {
        String written = Optional.ofNullable(text).orElse("");
        return switch (PromqlParser.parseSelector(written)) {
            case ParseResult.Parsed(Expr.VectorSelector(var name, var matchers, var modifiers))
            when name.isEmpty() && modifiers.equals(Modifiers.NONE) && areOfLoki(matchers) ->
                Optional.of(matchers.stream().map(LabelMatcher::toString).collect(Collectors.joining(",", "{", "}")));
            case ParseResult.Parsed _ -> {
                findings.add(path, "must be matchers of Loki's labels in braces, was '%s'".formatted(written), FIX);
                yield Optional.empty();
            }
            case ParseResult.Fault fault -> {
                findings.add(
                        path,
                        "must be matchers of Loki's labels in braces, was '%s': %s".formatted(written, fault.message()),
                        FIX);
                yield Optional.empty();
            }
        };
    }

    private static boolean areOfLoki(List<LabelMatcher> matchers) {
        return matchers.stream()
                .allMatch(matcher -> !matcher.isOnMetricName()
                        && NAME.matcher(matcher.name()).matches());
    }
}
