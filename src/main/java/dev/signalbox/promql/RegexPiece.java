package dev.signalbox.promql;

/**
 * What a part of a regular expression amounts to, in the figures that RE2 limits.
 *
 * @param empty whether it matches the empty text
 * @param size instructions when compiled, roughly
 * @param height of its syntax tree
 * @param copies how often counted repetitions copy the innermost thing in it
 * @param joined whether this is a row or a choice that is still growing
 */
record RegexPiece(boolean empty, long size, int height, long copies, boolean joined) {
    static final RegexPiece CHARACTER = new RegexPiece(false, 1, 1, 1, false);
    static final RegexPiece EMPTY = new RegexPiece(true, 1, 1, 1, false);
    static final RegexPiece WORD_BOUNDARY = new RegexPiece(false, 1, 1, 1, false);

    RegexPiece then(RegexPiece next) {
        return join(next, empty && next.empty);
    }

    RegexPiece or(RegexPiece other) {
        return join(other, empty || other.empty);
    }

    RegexPiece closed() {
        return new RegexPiece(empty, size, height, copies, false);
    }

    RegexPiece captured() {
        return new RegexPiece(empty, size + 2, height + 1, copies, false);
    }

    /** {@code max} is negative for any number. */
    RegexPiece repeat(int min, int max, boolean counted) {
        long repeatedSize = max >= 0 ? max * size + (max - min) : Math.max(1, min) * size + 2;
        int factor = !counted ? 1 : max >= 0 ? max : Math.max(1, min);
        return new RegexPiece(empty || min == 0, Math.max(1, repeatedSize), height + 1, copies * factor, false);
    }

    /** A row, or a choice, of any length is one level of the tree: only the first join adds to the height. */
    private RegexPiece join(RegexPiece other, boolean joinedEmpty) {
        int joinedHeight = Math.max(joined ? height : height + 1, other.height + 1);
        return new RegexPiece(joinedEmpty, size + other.size, joinedHeight, Math.max(copies, other.copies), true);
    }
}
