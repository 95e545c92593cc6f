package dev.signalbox.intake;

import dev.signalbox.promql.Expr;
import dev.signalbox.promql.ExprAnalysis;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import dev.signalbox.promql.PromqlPrinter;
import java.util.List;
import java.util.Optional;

/** Reads fields that hold PromQL. */
final class PromqlFields {
    private PromqlFields() {}

    /**
     * A selector in its printed form.
     *
     * @param purpose what is done with it, as a clause
     * @param fix what to write instead
     */
    static Optional<String> selector(String path, String text, String purpose, String fix, Findings findings) {
        if (isMissing(path, text, "a selector", fix, findings)) {
            return Optional.empty();
        }
        return switch (PromqlParser.parseSelector(text)) {
            case ParseResult.Parsed(var selector) -> Optional.of(PromqlPrinter.print(selector));
            case ParseResult.Fault fault -> {
                String what = "a selector, " + purpose;
                switch (PromqlParser.parse(text)) {
                    case ParseResult.Parsed(Expr expr) ->
                        findings.add(
                                path,
                                "must be %s; was the expression '%s'".formatted(what, text),
                                onlySelector(expr).map("write '%s'"::formatted).orElse(fix));
                    case ParseResult.Fault ignored -> findings.add(path, unreadable(what, text, fault), fix);
                }
                yield Optional.empty();
            }
        };
    }

    /** What an expression reads, if it is one thing: most likely what was meant. */
    private static Optional<String> onlySelector(Expr expr) {
        List<String> selectors = ExprAnalysis.selectors(expr).stream()
                .map(selector -> PromqlPrinter.print(selector.with(Modifiers.NONE)))
                .distinct()
                .toList();
        return selectors.size() == 1 ? Optional.of(selectors.getFirst()) : Optional.empty();
    }

    /** Whether nothing is written there, which is then told. */
    static boolean isMissing(String path, String text, String what, String fix, Findings findings) {
        return !findings.require(text != null && !text.isBlank(), path, "must be " + what + ", was missing", fix);
    }

    /** What a text must be, what it was, and where it is wrong. */
    static String unreadable(String what, String text, ParseResult.Fault fault) {
        return "must be %s; was '%s': %s at %s".formatted(what, text, fault.message(), position(fault));
    }

    private static String position(ParseResult.Fault fault) {
        return fault.line() == 1
                ? "character " + fault.column()
                : "line %d, character %d".formatted(fault.line(), fault.column());
    }
}
