package dev.signalbox.testing;

import java.util.Random;

/** Texts that are bad for whoever writes them into a language: quotes, escapes, expansions, controls, half characters. */
public final class AnyText {
    private static final String[] PIECES = {
        "$",
        "$$",
        "${",
        "}",
        "${env:HOME}",
        "$${env:HOME}",
        "${file:/etc/passwd}",
        "env:",
        "::",
        "$1",
        "${1}",
        "\"",
        "'",
        "`",
        "\\",
        "\\\\",
        "\\n",
        "\\u0041",
        "\\x41",
        "\\\"",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\u0007",
        "\u001b",
        "\u007f",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "\ud83d\ude00",
        "\ud800",
        "\udc00",
        "a",
        "b c",
        "é",
        "{",
        "[",
        "]",
        "(",
        ")",
        " and ",
        " where ",
        "//",
        "#",
        ": ",
        "- ",
        "nil",
        "EXPR(1)",
        "%",
        "*",
        "|",
        "&x",
        "!y",
        "0x1F",
        "1_000",
        "true",
        " ",
        ""
    };

    private AnyText() {}

    /** Up to eight pieces in a row. */
    public static String next(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** The text as any reader of Unicode has it: half a surrogate pair is no character. */
    public static String whole(String text) {
        StringBuilder whole = new StringBuilder();
        text.codePoints()
                .forEach(c -> whole.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
        return whole.toString();
    }
}
