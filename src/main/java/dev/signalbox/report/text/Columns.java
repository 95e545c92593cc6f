package dev.signalbox.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Aligned columns. Where they are wider than the terminal, the column that may be cut is; where that is not enough, lines
 * are as long as they are.
 *
 * @param headings of the columns; those that begin with {@code >} are aligned to the right
 * @param elastic index of the column that is cut
 */
record Columns(List<String> headings, int elastic, List<List<Cell>> rows) {
    private static final String GAP = "  ";
    private static final int LEAST = 12;

    /** @param ink of the text, if any */
    record Cell(String text, Optional<Style.Ink> ink) {
        Cell {
            text = Style.printable(text);
        }

        static Cell of(String text) {
            return new Cell(text, Optional.empty());
        }

        static Cell of(String text, Style.Ink ink) {
            return new Cell(text, Optional.of(ink));
        }
    }

    Columns(int elastic, String... headings) {
        this(List.of(headings), elastic, new ArrayList<>());
    }

    Columns row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    List<String> lines(Style style) {
        int[] widths = widths(style.width());
        List<String> lines = new ArrayList<>();
        lines.add(line(
                headings.stream()
                        .map(heading -> Cell.of(heading.replace(">", ""), Style.Ink.DIM))
                        .toList(),
                widths,
                style));
        rows.forEach(row -> lines.add(line(row, widths, style)));
        return lines;
    }

    private String line(List<Cell> cells, int[] widths, Style style) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String text = cut(cells.get(i).text(), widths[i]);
            String padding = " ".repeat(widths[i] - length(text));
            String inked = cells.get(i).ink().map(ink -> style.ink(ink, text)).orElse(text);
            line.append(GAP).append(headings.get(i).startsWith(">") ? padding + inked : inked + padding);
        }
        return line.toString().stripTrailing();
    }

    private int[] widths(int terminal) {
        int[] widths = new int[headings.size()];
        int sum = 0;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(headings.get(i).replace(">", ""));
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], length(row.get(i).text()));
            }
            sum += widths[i] + GAP.length();
        }
        widths[elastic] = Math.max(Math.min(LEAST, widths[elastic]), widths[elastic] - Math.max(0, sum - terminal));
        return widths;
    }

    private static String cut(String text, int width) {
        return length(text) <= width
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
