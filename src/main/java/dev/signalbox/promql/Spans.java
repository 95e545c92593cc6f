package dev.signalbox.promql;

import java.util.IdentityHashMap;

/** Where in the input each node of a tree stands, and how deep it is: beside the tree, whose equality knows no positions. */
final class Spans {
    /**
     * Levels of a tree. A text with more is refused, so that no walk over a tree, and no comparison of two, exhausts the
     * stack: that takes up to half of the default stack of a thread.
     */
    static final int MAX_DEPTH = 500;

    /**
     * A stretch of the input.
     *
     * @param start where it begins
     * @param end where it ends, exclusive
     * @param depth levels of the tree from here down
     * @param namedTwice a selector with a name before the braces and another one between them
     * @param offsetComputed an offset that counts as set even when it is zero
     */
    record Span(int start, int end, int depth, boolean namedTwice, boolean offsetComputed) {
        Span withEnd(int newEnd) {
            return new Span(start, newEnd, depth, namedTwice, offsetComputed);
        }

        Span withNamedTwice() {
            return new Span(start, end, depth, true, offsetComputed);
        }

        Span withOffsetComputed() {
            return new Span(start, end, depth, namedTwice, true);
        }
    }

    private final IdentityHashMap<Expr, Span> spans = new IdentityHashMap<>();

    /** Notes where a new node stands. */
    <E extends Expr> E put(E expr, int start, int end) {
        int depth = 1;
        for (Expr child : expr.children()) {
            depth = Math.max(depth, 1 + of(child).depth());
        }
        if (depth > MAX_DEPTH) {
            throw tooDeep(start);
        }
        spans.put(expr, new Span(start, end, depth, false, false));
        return expr;
    }

    /** Notes a node that stands in for one without its modifiers. */
    <E extends Expr> E put(E expr, Span span) {
        spans.put(expr, span);
        return expr;
    }

    Span of(Expr expr) {
        return spans.get(expr);
    }

    int start(Expr expr) {
        return of(expr).start();
    }

    static SyntaxFault tooDeep(int offset) {
        return new SyntaxFault(offset, "nested more than " + MAX_DEPTH + " levels deep");
    }
}
