package dev.signalbox.cardinality.usage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Variables of templates in PromQL, before it is parsed: {@code $x}, <code>${x:regex}</code> and {@code [[x]]} of Grafana,
 * <code>{{args.x}}</code> of Argo Rollouts and Flagger.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/">Variable syntax</a>
 */
final class Variables {
    /** Any text, as a name of a metric or a label. */
    private static final String NAME = "signalbox_variable";

    private static final String OUTSIDE = "signalbox_outside";
    private static final String DURATION = "5m";

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{[^}]*}|\\$[A-Za-z_]\\w*|\\[\\[[^\\[\\]]+]]|\\{\\{[^{}]*}}");

    private Variables() {}

    /** Whether a variable took part in a name or a value. */
    static boolean standsIn(String text) {
        return text.contains(NAME);
    }

    /** The text as it may be meant, the likeliest first; itself alone where it has no variable. */
    static Stream<String> readings(String text) {
        return VARIABLE.matcher(text).find()
                ? Stream.of(NAME, "1", DURATION).map(outside -> replaced(text, outside))
                : Stream.of(text);
    }

    /** Whether a variable stands where it could be the name of a metric. */
    static boolean mayBeName(String text) {
        return replaced(text, OUTSIDE).contains(OUTSIDE);
    }

    private static String replaced(String text, String outside) {
        StringBuilder out = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        char quote = 0;
        int ranges = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (variable.region(i, text.length()).lookingAt()) {
                out.append(quote != 0 ? NAME : ranges > 0 ? DURATION : outside);
                i = variable.end() - 1;
                continue;
            }
            if (quote != 0) {
                if (c == '\\' && quote != '`' && i + 1 < text.length()) {
                    out.append(c);
                    c = text.charAt(++i);
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '[') {
                ranges++;
            } else if (c == ']') {
                ranges = Math.max(0, ranges - 1);
            }
            out.append(c);
        }
        return out.toString();
    }
}
