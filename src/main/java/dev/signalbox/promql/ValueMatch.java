package dev.signalbox.promql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a value may meet a condition. Alternatives of plain texts with {@code .*} and {@code .+} are understood, and every
 * other expression may match anything: no expression of a stranger is run, since Java's engine can take for ever on some.
 */
public final class ValueMatch {
    private static final Pattern UNDERSTOOD = Pattern.compile("\\\\[./-]|\\.[*+]");
    private static final Pattern SIGN = Pattern.compile("[^\\w:/ |-]");
    private static final Pattern WILDCARD = Pattern.compile("(?<!\\\\)\\.([*+])");

    private ValueMatch() {}

    /** @param condition on the value; its label is not looked at */
    public static boolean isPossible(LabelMatcher condition, String value) {
        return switch (condition.op()) {
            case EQUAL -> condition.value().equals(value);
            case NOT_EQUAL -> !condition.value().equals(value);
            case MATCHES -> !isPlain(condition.value()) || isOneOf(condition.value(), value);
            case NOT_MATCHES -> !isPlain(condition.value()) || !isOneOf(condition.value(), value);
        };
    }

    private static boolean isPlain(String expression) {
        return !SIGN.matcher(UNDERSTOOD.matcher(inside(expression)).replaceAll(""))
                .find();
    }

    private static boolean isOneOf(String expression, String value) {
        return Stream.of(inside(expression).split("\\|", -1)).anyMatch(one -> matches(one, value));
    }

    /** Without the group around all of it. */
    private static String inside(String expression) {
        return expression.startsWith("(") && expression.indexOf(')') == expression.length() - 1
                ? expression.substring(expression.startsWith("(?:") ? 3 : 1, expression.length() - 1)
                : expression;
    }

    /** The texts between wildcards, looked for one after the other, so that nothing is tried twice. */
    private static boolean matches(String plain, String value) {
        Matcher wildcard = WILDCARD.matcher(plain);
        int from = 0;
        int at = 0;
        while (wildcard.find()) {
            String text = text(plain.substring(from, wildcard.start()));
            int found = from == 0 ? (value.startsWith(text) ? 0 : -1) : value.indexOf(text, at);
            if (found < 0) {
                return false;
            }
            at = found + text.length() + (wildcard.group(1).equals("+") ? 1 : 0);
            from = wildcard.end();
        }
        String last = text(plain.substring(from));
        return from == 0 ? value.equals(last) : value.endsWith(last) && value.length() - last.length() >= at;
    }

    private static String text(String plain) {
        return plain.replace("\\", "");
    }
}
