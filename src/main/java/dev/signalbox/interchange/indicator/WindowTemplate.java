package dev.signalbox.interchange.indicator;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A query text in which others write a template where the window goes. The template is not PromQL: a duration takes its
 * place, so that the rest can be parsed.
 *
 * @param text that PromQL's parser understands
 * @param templates where the templates stood in the original
 */
record WindowTemplate(String text, List<MatchResult> templates) {
    /** Stands for the window in a tree; no query of a person has this range. */
    static final String DURATION = "2h9m37s777ms";

    /** Sloth's own; the same escaped for Helm and for Jinja; a variable as in our queries and in Grafana's. */
    private static final Pattern TEMPLATE = Pattern.compile(String.join(
            "|",
            "\\{%-?\\s*raw\\s*-?%}\\s*\\{\\{-?\\s*\\.[wW]indow\\s*-?}}\\s*\\{%-?\\s*endraw\\s*-?%}",
            "\\{\\{-?\\s*[`\"]\\{\\{-?\\s*\\.[wW]indow\\s*-?}}[`\"]\\s*-?}}",
            "\\{\\{-?\\s*[`\"]\\{\\{[`\"]\\s*-?}}\\s*\\.[wW]indow\\s*\\{\\{-?\\s*[`\"]}}[`\"]\\s*-?}}",
            "\\{\\{-?\\s*\\.[wW]indow\\s*-?}}",
            "\\$(?:window|interval|__interval|__rate_interval|__range)\\b",
            "\\$\\{(?:window|interval|__interval|__rate_interval|__range)}"));

    static WindowTemplate of(String query) {
        List<MatchResult> templates = TEMPLATE.matcher(query).results().toList();
        return new WindowTemplate(TEMPLATE.matcher(query).replaceAll(DURATION), templates);
    }

    /** The character of the original that one of the parsable text comes from, both from 0. */
    int original(int offset) {
        int shift = 0;
        for (MatchResult template : templates) {
            if (offset <= template.start() + shift) {
                break;
            }
            shift += DURATION.length() - (template.end() - template.start());
        }
        return Math.max(0, offset - shift);
    }
}
