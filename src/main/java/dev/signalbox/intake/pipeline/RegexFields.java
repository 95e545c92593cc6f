package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import dev.signalbox.promql.Re2Syntax;

/** Reads fields that hold a regular expression, in the dialect that Prometheus and the collector have in common. */
final class RegexFields {
    private RegexFields() {}

    /** Whether the text is one that always finds something to hold on to; what is wrong is told. */
    static boolean holds(String path, String text, String fix, Findings findings) {
        if (!findings.require(text != null, path, "must be a regular expression of RE2, was missing", fix)) {
            return false;
        }
        return switch (Re2Syntax.check(text)) {
            case Re2Syntax.Valid valid ->
                findings.require(
                        !valid.matchesEmpty(),
                        path,
                        "must not match the empty text, which is everywhere; was '%s'".formatted(text),
                        fix);
            case Re2Syntax.Invalid(String message) -> {
                findings.add(path, "must be a regular expression of RE2; was '%s': %s".formatted(text, message), fix);
                yield false;
            }
        };
    }
}
