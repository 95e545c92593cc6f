package dev.signalbox.cli.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be stopped or removed at the end, last things first; once, whoever asks for it. */
final class Teardown implements AutoCloseable {
    private final Report report;
    private final Deque<AutoCloseable> things = new ArrayDeque<>();
    private boolean closed;

    Teardown(Report report) {
        this.report = report;
    }

    /** Takes note of a thing; what comes too late is closed at once. */
    synchronized <T extends AutoCloseable> T add(T thing) {
        things.push(thing);
        if (closed) {
            close();
            throw new QuickstartFailure("stopped");
        }
        return thing;
    }

    @Override
    public synchronized void close() {
        closed = true;
        report.silence();
        while (!things.isEmpty()) {
            try {
                things.pop().close();
            } catch (Exception e) {
                System.err.println("  " + e.getMessage());
            }
        }
    }
}
