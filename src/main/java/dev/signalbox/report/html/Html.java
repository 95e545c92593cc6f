package dev.signalbox.report.html;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of a page. Text becomes one only by being escaped, so that what others wrote is never markup.
 *
 * @param markup well-formed
 */
record Html(String markup) {
    static final Html NONE = new Html("");

    /** Text as it is. */
    static Html text(String text) {
        return new Html(escaped(text));
    }

    /** One after the other. */
    static Html join(Html... pieces) {
        return join(Arrays.asList(pieces));
    }

    static Html join(Collection<Html> pieces) {
        return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining()));
    }

    static Html join(Stream<Html> pieces) {
        return join(pieces.toList());
    }

    boolean isEmpty() {
        return markup.isEmpty();
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }
}
