package dev.signalbox.promql;

/** The text between two parentheses, or the whole: branches of pieces in a row. */
final class RegexLevel {
    private final boolean capturing;
    private RegexPiece branches;
    private RegexPiece before;
    private RegexPiece last;

    RegexLevel(boolean capturing) {
        this.capturing = capturing;
    }

    void add(RegexPiece piece) {
        before = last == null ? before : before == null ? last : before.then(last);
        last = piece;
    }

    boolean hasPiece() {
        return last != null;
    }

    RegexPiece removeLast() {
        RegexPiece removed = last;
        last = null;
        return removed;
    }

    void nextBranch() {
        RegexPiece row = row();
        branches = branches == null ? row : branches.or(row);
        before = null;
        last = null;
    }

    RegexPiece close() {
        nextBranch();
        return capturing ? branches.captured() : branches;
    }

    private RegexPiece row() {
        if (last == null) {
            return before == null ? RegexPiece.EMPTY : before;
        }
        return before == null ? last : before.then(last);
    }
}
