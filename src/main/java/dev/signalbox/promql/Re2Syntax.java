package dev.signalbox.promql;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decides whether a text is a regular expression for Prometheus, that is for
 * <a href="https://github.com/google/re2/wiki/Syntax">RE2</a> in Go's dialect: no back references, no look-around, no
 * possessive or stacked repetition, at most 1,000 copies of anything.
 */
public final class Re2Syntax {

    /** What a text is as a regular expression. */
    public sealed interface Check {}

    /**
     * A regular expression.
     *
     * @param matchesEmpty whether it matches the empty text when anchored at both ends, as Prometheus does
     */
    public record Valid(boolean matchesEmpty) implements Check {}

    /**
     * Not a regular expression.
     *
     * @param message what is wrong
     */
    public record Invalid(String message) implements Check {}

    private static final String SPECIAL = "\\.+*?()|[]{}^$";
    private static final int MAX_REPEAT = 1000;
    private static final int MAX_HEIGHT = 1000;
    /** Instructions of the compiled program: 128 MiB of 40 bytes each. */
    private static final long MAX_SIZE = (128 << 20) / 40;

    private final String text;
    private final int lastNamedEnd;
    private int pos;
    private final Deque<RegexLevel> enclosing = new ArrayDeque<>();
    private RegexLevel level = new RegexLevel(false);
    private boolean afterRepeat;

    private Re2Syntax(String text) {
        this.text = text;
        this.lastNamedEnd = text.lastIndexOf(":]");
    }

    /** Checks a text. */
    public static Check check(String text) {
        if (isLiteralAlternation(text)) {
            return new Valid(text.isEmpty() || text.startsWith("|") || text.endsWith("|") || text.contains("||"));
        }
        if (!Quoting.isUtf8(text)) {
            return new Invalid("not UTF-8");
        }
        try {
            return new Valid(new Re2Syntax(text).parse().empty());
        } catch (RegexFault fault) {
            return new Invalid(fault.getMessage());
        }
    }

    /** Plain texts, also several with bars between them, never reach the regular expression parser. */
    private static boolean isLiteralAlternation(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '|' && SPECIAL.indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private RegexPiece parse() {
        while (pos < text.length()) {
            boolean repeated = false;
            char c = text.charAt(pos);
            switch (c) {
                case '(' -> openGroup();
                case ')' -> closeGroup();
                case '|' -> {
                    level.nextBranch();
                    pos++;
                }
                case '^', '$' -> {
                    level.add(RegexPiece.EMPTY);
                    pos++;
                }
                case '[' -> {
                    pos = new RegexClass(text, pos, lastNamedEnd).end();
                    level.add(RegexPiece.CHARACTER);
                }
                case '*', '+', '?' -> {
                    repeat(pos + 1, c == '+' ? 1 : 0, c == '?' ? 1 : -1, false);
                    repeated = true;
                }
                case '{' -> repeated = repeatCount();
                case '\\' -> escape();
                default -> {
                    level.add(RegexPiece.CHARACTER);
                    pos += Character.charCount(text.codePointAt(pos));
                }
            }
            afterRepeat = repeated;
        }
        if (!enclosing.isEmpty()) {
            throw new RegexFault("missing closing )");
        }
        RegexPiece whole = limited(level.close());
        // Prometheus anchors it, which makes a row of it.
        limited(RegexPiece.EMPTY.then(whole));
        return whole;
    }

    private void openGroup() {
        boolean capturing = true;
        if (text.startsWith("(?", pos)) {
            if (text.startsWith("(?P<", pos) && text.length() - pos > 4) {
                pos = groupName(pos + 4);
            } else if (text.startsWith("(?<", pos) && text.length() - pos > 3) {
                pos = groupName(pos + 3);
            } else {
                capturing = false;
                int end = flags(pos + 2);
                boolean group = text.charAt(end) == ':';
                pos = end + 1;
                if (!group) {
                    return;
                }
            }
        } else {
            pos++;
        }
        enclosing.push(level);
        level = new RegexLevel(capturing);
    }

    private int groupName(int from) {
        int end = text.indexOf('>', from);
        if (end <= from) {
            throw new RegexFault("invalid group name");
        }
        for (int i = from; i < end; i++) {
            if (!Names.isLetter(text.charAt(i)) && !Names.isDigit(text.charAt(i))) {
                throw new RegexFault("invalid group name " + text.substring(from, end));
            }
        }
        return end + 1;
    }

    /** The position of the {@code :} or {@code )} that ends the flags beginning at {@code from}. */
    private int flags(int from) {
        boolean negated = false;
        boolean sawFlag = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'i' || c == 'm' || c == 's' || c == 'U') {
                sawFlag = true;
            } else if (c == '-' && !negated) {
                negated = true;
                sawFlag = false;
            } else if ((c == ':' || c == ')') && (sawFlag || !negated)) {
                return i;
            } else {
                throw new RegexFault("no such group: " + text.substring(from - 2, i + 1));
            }
        }
        throw new RegexFault("missing closing )");
    }

    private void closeGroup() {
        if (enclosing.isEmpty()) {
            throw new RegexFault("unexpected )");
        }
        RegexPiece group = limited(level.close());
        level = enclosing.pop();
        level.add(group);
        pos++;
    }

    /** Reads {@code {n}}, {@code {n,}} or {@code {n,m}}; anything else is an opening brace as a character. */
    private boolean repeatCount() {
        int lowEnd = endOfDigits(pos + 1);
        boolean range = text.startsWith(",", lowEnd);
        int highEnd = range ? endOfDigits(lowEnd + 1) : lowEnd;
        String low = text.substring(pos + 1, lowEnd);
        String high = range ? text.substring(lowEnd + 1, highEnd) : low;
        boolean open = range && high.isEmpty();
        if (!text.startsWith("}", highEnd) || !isCount(low) || !(open || isCount(high))) {
            level.add(RegexPiece.CHARACTER);
            pos++;
            return false;
        }
        int min = count(low);
        int max = open ? -1 : count(high);
        if (min > MAX_REPEAT || max > MAX_REPEAT || !open && min > max) {
            throw new RegexFault("repeat count must be at most " + MAX_REPEAT + " and in order, was "
                    + text.substring(pos, highEnd + 1));
        }
        repeat(highEnd + 1, min, max, true);
        return true;
    }

    private int endOfDigits(int from) {
        int end = from;
        while (end < text.length() && Names.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** A number that begins with 0 is not taken for a count. */
    private static boolean isCount(String digits) {
        return digits.equals("0") || !digits.isEmpty() && digits.charAt(0) != '0';
    }

    private static int count(String digits) {
        return digits.length() > 4 ? MAX_REPEAT + 1 : Integer.parseInt(digits);
    }

    private void repeat(int after, int min, int max, boolean counted) {
        int end = after < text.length() && text.charAt(after) == '?' ? after + 1 : after;
        if (afterRepeat) {
            throw new RegexFault("a repetition can't be repeated: " + text.substring(pos, end));
        }
        if (!level.hasPiece()) {
            throw new RegexFault("nothing to repeat before " + text.substring(pos, end));
        }
        RegexPiece repeated = level.removeLast().repeat(min, max, counted);
        if (counted && (min >= 2 || max >= 2) && repeated.copies() > MAX_REPEAT) {
            throw new RegexFault("repeats to more than " + MAX_REPEAT + " copies");
        }
        level.add(limited(repeated));
        pos = end;
    }

    private static RegexPiece limited(RegexPiece piece) {
        if (piece.size() > MAX_SIZE) {
            throw new RegexFault("too large");
        }
        if (piece.height() > MAX_HEIGHT) {
            throw new RegexFault("nested too deeply");
        }
        return piece;
    }

    private void escape() {
        char c = pos + 1 < text.length() ? text.charAt(pos + 1) : 0;
        switch (c) {
            case 'A', 'z', 'B' -> {
                level.add(RegexPiece.EMPTY);
                pos += 2;
            }
            case 'b' -> {
                level.add(RegexPiece.WORD_BOUNDARY);
                pos += 2;
            }
            case 'Q' -> {
                int end = text.indexOf("\\E", pos + 2);
                String literal = text.substring(pos + 2, end < 0 ? text.length() : end);
                literal.codePoints().forEach(any -> level.add(RegexPiece.CHARACTER));
                pos = end < 0 ? text.length() : end + 2;
            }
            default -> {
                pos = RegexClass.endOfEscapedClass(text, pos).orElseGet(() -> RegexClass.endOfEscape(text, pos));
                level.add(RegexPiece.CHARACTER);
            }
        }
    }
}
