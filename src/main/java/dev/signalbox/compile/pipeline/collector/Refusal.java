package dev.signalbox.compile.pipeline.collector;

/** A configuration that makes no sense is an error of ours, not of a user. */
final class Refusal {
    private Refusal() {}

    static void unless(boolean holds, String format, Object... arguments) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(format, arguments));
        }
    }
}
