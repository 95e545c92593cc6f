package dev.signalbox.testing;

import org.opentest4j.TestAbortedException;

/** What a test says when the machine lacks something it needs. */
public final class Missing {
    private Missing() {}

    public static boolean isAFailure() {
        return "true".equals(System.getenv("CI"));
    }

    /** Aborts the test, with the reason printed, on a developer's machine; fails it in CI, which must have everything. */
    public static RuntimeException prerequisite(String reason) {
        if (isAFailure()) {
            throw new AssertionError(reason);
        }
        System.err.println("[skipped] " + reason);
        return new TestAbortedException(reason);
    }
}
