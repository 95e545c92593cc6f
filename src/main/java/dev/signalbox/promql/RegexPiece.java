package dev.signalbox.promql;

/**
 * What a part of a regular expression amounts to, in the figures that RE2 limits.
 *
 * @param kind what its outermost operation is
 * @param empty whether it matches the empty text
 * @param size instructions when compiled, roughly
 * @param height of its syntax tree
 * @param copies how often counted repetitions copy the innermost thing in it
 */
record RegexPiece(Kind kind, boolean empty, long size, int height, long copies) {
    static final RegexPiece CHARACTER = new RegexPiece(Kind.ATOM, false, 1, 1, 1);
    static final RegexPiece EMPTY = new RegexPiece(Kind.ATOM, true, 1, 1, 1);
    static final RegexPiece WORD_BOUNDARY = CHARACTER;

    /** A row in a row is one row, and so is a choice in a choice: neither adds to the height. */
    private enum Kind {
        ATOM,
        ROW,
        CHOICE
    }

    RegexPiece then(RegexPiece next) {
        return new RegexPiece(
                Kind.ROW,
                empty && next.empty,
                size + next.size,
                Math.max(heightIn(Kind.ROW), next.heightIn(Kind.ROW)),
                Math.max(copies, next.copies));
    }

    RegexPiece or(RegexPiece other) {
        return new RegexPiece(
                Kind.CHOICE,
                empty || other.empty,
                size + other.size + 1,
                Math.max(heightIn(Kind.CHOICE), other.heightIn(Kind.CHOICE)),
                Math.max(copies, other.copies));
    }

    private int heightIn(Kind outer) {
        return kind == outer ? height : height + 1;
    }

    RegexPiece captured() {
        return new RegexPiece(Kind.ATOM, empty, size + 2, height + 1, copies);
    }

    /** {@code max} is negative for any number. */
    RegexPiece repeat(int min, int max, boolean counted) {
        long repeatedSize = max >= 0 ? max * size + (max - min) : Math.max(1, min) * size + 2;
        int factor = !counted ? 1 : max >= 0 ? max : Math.max(1, min);
        long repeatedCopies = factor == 0 ? 1 : copies * factor;
        return new RegexPiece(Kind.ATOM, empty || min == 0, Math.max(1, repeatedSize), height + 1, repeatedCopies);
    }
}
