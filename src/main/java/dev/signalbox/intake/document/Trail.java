package dev.signalbox.intake.document;

import dev.signalbox.model.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The way from a document's root to what is being read, and what was found wrong on it. */
final class Trail {
    /** Far beyond any resource, far below what a stack holds. */
    private static final int MAX_DEPTH = 100;

    private final String source;
    /** Keys, and numbers of items. */
    private final Deque<Object> segments = new ArrayDeque<>();

    private final List<Fault> faults = new ArrayList<>();

    Trail(String source) {
        this.source = source;
    }

    /** Goes on to a field; one that was written before is a fault. */
    void enterField(Fields fields, String key, Position position) {
        segments.addLast(key);
        checkDepth(0, position);
        Optional<Position> first = fields.written(key);
        if (first.isPresent()) {
            faults.add(writtenTwice(position, first.get()));
        }
    }

    void enterItem(int index, Position position) {
        segments.addLast(index);
        checkDepth(0, position);
    }

    void leave() {
        segments.removeLast();
    }

    /** @param height of what is put here */
    void checkDepth(int height, Position position) {
        if (segments.size() + height > MAX_DEPTH) {
            throw new UnreadableText(position, "must be nested at most " + MAX_DEPTH + " deep, was deeper", "");
        }
    }

    List<Fault> faults() {
        return faults;
    }

    private Fault writtenTwice(Position position, Position first) {
        String path = "";
        for (Object segment : segments) {
            path = segment instanceof Integer index ? Paths.item(path, index) : Paths.field(path, segment.toString());
        }
        String message = "must be written once, was written at " + first + " already";
        return new Fault(source, position, new Violation(path, message, "remove one of them"));
    }
}
