package dev.signalbox.compile.pipeline.collector;

import static org.assertj.core.api.Assertions.assertThat;

/** What the collector makes of text in its configuration: it expands what it finds, then halves dollar signs. */
final class Expansion {
    private Expansion() {}

    /** The text as a component gets it; fails if something would be looked up. */
    static String of(String written) {
        assertThat(expands(written)).as(written).isFalse();
        return written.replace("$$", "$");
    }

    /** The collector's own search: from the first brace that closes back to the last that opens, and on from there. */
    private static boolean expands(String input) {
        int close = input.indexOf('}');
        if (close < 0) {
            return false;
        }
        int open = input.substring(0, close + 1).lastIndexOf("${");
        if (open < 0) {
            return expands(input.substring(close + 1));
        }
        int dollars = 0;
        while (open - dollars > 0 && input.charAt(open - dollars - 1) == '$') {
            dollars++;
        }
        return dollars % 2 == 0;
    }
}
