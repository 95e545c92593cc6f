package dev.signalbox.compile.routing;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A condition on one label of an alert; a label that is not there is empty.
 *
 * @param value of a regular expression, anchored by Alertmanager
 */
record AlertMatcher(String label, Operator operator, String value) {
    private static final String META = "\\.+*?()|[]{}^$";

    /** As Alertmanager writes it. */
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("=~");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static AlertMatcher equal(String label, String value) {
        return new AlertMatcher(label, Operator.EQUAL, value);
    }

    /** The label is there. */
    static AlertMatcher given(String label) {
        return new AlertMatcher(label, Operator.NOT_EQUAL, "");
    }

    /** @param values at least one */
    static AlertMatcher oneOf(String label, Collection<String> values) {
        return values.size() == 1
                ? equal(label, values.iterator().next())
                : new AlertMatcher(
                        label,
                        Operator.MATCHES,
                        values.stream().map(AlertMatcher::quoted).collect(Collectors.joining("|")));
    }

    /** In the form of {@code matchers} in a file. */
    @Override
    public String toString() {
        return label + operator.text() + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (META.indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.toString();
    }
}
