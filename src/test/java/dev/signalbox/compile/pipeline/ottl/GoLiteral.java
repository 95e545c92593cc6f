package dev.signalbox.compile.pipeline.ottl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads string literals as OTTL does: its lexer's pattern, and what Go's {@code strconv.UnquoteChar} knows of escapes. */
final class GoLiteral {
    private static final Pattern STRING = Pattern.compile("\"(?:\\\\.|[^\\\\\"])*\"");
    private static final String ESCAPES = "abfnrtv\\\"";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\\"";

    private GoLiteral() {}

    /** The text of a literal that is all of the source. */
    static String read(String source) {
        Matcher matcher = STRING.matcher(source);
        assertThat(matcher.lookingAt()).as(source).isTrue();
        assertThat(matcher.end()).as(source).isEqualTo(source.length());
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < source.length() - 1; i++) {
            if (source.charAt(i) != '\\') {
                text.append(source.charAt(i));
                continue;
            }
            char escape = source.charAt(++i);
            int known = ESCAPES.indexOf(escape);
            if (known >= 0) {
                text.append(MEANINGS.charAt(known));
            } else {
                assertThat(escape).as(source).isEqualTo('u');
                text.append((char) Integer.parseInt(source.substring(i + 1, i + 5), 16));
                i += 4;
            }
        }
        return text.toString();
    }
}
