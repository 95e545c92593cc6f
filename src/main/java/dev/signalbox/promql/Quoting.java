package dev.signalbox.promql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text literals of PromQL, which follow Go's: {@code "…"} and {@code '…'} with escapes, {@code `…`} without.
 *
 * <p>Escapes may spell bytes that are not UTF-8. A Java string holds each such byte as the lone surrogate U+DC00 + byte,
 * so that nothing is lost from reading to printing.
 */
final class Quoting {
    private static final int RAW_BYTE = 0xDC00;
    private static final String HEX = "0123456789abcdef";

    private Quoting() {}

    /** The value of a literal that the lexer has let pass: quotes match and escapes are well formed. */
    static String unquote(String literal) {
        String body = literal.substring(1, literal.length() - 1);
        if (literal.charAt(0) == '`' || body.indexOf('\\') < 0) {
            return body;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length());
        int i = 0;
        while (i < body.length()) {
            int backslash = body.indexOf('\\', i);
            int end = backslash < 0 ? body.length() : backslash;
            bytes.writeBytes(body.substring(i, end).getBytes(StandardCharsets.UTF_8));
            i = backslash < 0 ? end : unescape(body, end, bytes);
        }
        return decode(bytes.toByteArray());
    }

    /** Writes what the escape at {@code at} stands for, and returns where it ends. */
    private static int unescape(String body, int at, ByteArrayOutputStream bytes) {
        char c = body.charAt(at + 1);
        switch (c) {
            case 'x' -> bytes.write(Integer.parseInt(body, at + 2, at + 4, 16));
            case 'u', 'U' -> {
                int codePoint = Integer.parseInt(body, at + 2, at + (c == 'u' ? 6 : 10), 16);
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> bytes.write(Integer.parseInt(body, at + 1, at + 4, 8));
            default -> bytes.write(simpleEscape(c));
        }
        return at
                + switch (c) {
                    case 'x', '0', '1', '2', '3', '4', '5', '6', '7' -> 4;
                    case 'u' -> 6;
                    case 'U' -> 10;
                    default -> 2;
                };
    }

    private static int simpleEscape(char c) {
        return switch (c) {
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> c;
        };
    }

    private static String decode(byte[] bytes) {
        String plain = new String(bytes, StandardCharsets.UTF_8);
        if (plain.indexOf('\uFFFD') < 0) {
            return plain;
        }
        StringBuilder text = new StringBuilder(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            int length = sequenceLength(bytes, i);
            if (length == 0) {
                text.append((char) (RAW_BYTE + (bytes[i] & 0xFF)));
                i++;
            } else {
                text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
                i += length;
            }
        }
        return text.toString();
    }

    /** The length of the well-formed UTF-8 sequence at {@code i}, or 0. */
    private static int sequenceLength(byte[] bytes, int i) {
        int first = bytes[i] & 0xFF;
        int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || i + length > bytes.length) {
            return 0;
        }
        String decoded = new String(bytes, i, length, StandardCharsets.UTF_8);
        boolean one = decoded.codePointCount(0, decoded.length()) == 1;
        boolean replaced = decoded.charAt(0) == '\uFFFD' && !isReplacementCharacter(bytes, i);
        return one && !replaced ? length : 0;
    }

    private static boolean isReplacementCharacter(byte[] bytes, int i) {
        return (bytes[i] & 0xFF) == 0xEF
                && i + 2 < bytes.length
                && (bytes[i + 1] & 0xFF) == 0xBF
                && (bytes[i + 2] & 0xFF) == 0xBD;
    }

    /** Whether the text has no bytes outside of UTF-8. */
    static boolean isUtf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!isPairAt(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean isPairAt(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    /** A literal in double quotes that means the text, on one line. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        quote(out, text);
        return out.toString();
    }

    static void quote(StringBuilder out, String text) {
        out.append('"');
        append(out, text, true);
        out.append('"');
    }

    /** The text on one line, with escapes for what can't be seen. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        append(out, text, false);
        return out.toString();
    }

    private static void append(StringBuilder out, String text, boolean quoted) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        out.append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F) {
                if (quoted && (c == '"' || c == '\\')) {
                    out.append('\\');
                }
                out.append(c);
            } else if (Character.isSurrogate(c) && !isPairAt(text, i)) {
                escapeByte(out, c & 0xFF);
            } else {
                int codePoint = text.codePointAt(i);
                i += Character.charCount(codePoint) - 1;
                escape(out, codePoint);
            }
        }
    }

    /** What stands for itself, quoted or not. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
    }

    private static void escape(StringBuilder out, int codePoint) {
        switch (codePoint) {
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x0B -> out.append("\\v");
            default -> {
                if (codePoint < 0x80) {
                    escapeByte(out, codePoint);
                } else if (isPrintable(codePoint)) {
                    out.appendCodePoint(codePoint);
                } else {
                    boolean isShort = codePoint < 0x10000;
                    out.append(isShort ? "\\u" : "\\U");
                    for (int shift = isShort ? 12 : 28; shift >= 0; shift -= 4) {
                        out.append(HEX.charAt(codePoint >> shift & 0xF));
                    }
                }
            }
        }
    }

    private static void escapeByte(StringBuilder out, int value) {
        out.append("\\x").append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 0xF));
    }

    /** Letters, marks, numbers, punctuation and symbols; not U+FFFD, which Prometheus' lexer takes for a broken text. */
    private static boolean isPrintable(int codePoint) {
        return codePoint != 0xFFFD
                && switch (Character.getType(codePoint)) {
                    case Character.UNASSIGNED,
                            Character.CONTROL,
                            Character.FORMAT,
                            Character.PRIVATE_USE,
                            Character.SURROGATE,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }
}
