package dev.signalbox.testing.collector;

import java.util.SplittableRandom;

/** Identifiers of traces and spans: the same ones for the same seed, so that what is sampled is too. */
public final class Ids {
    private final SplittableRandom random;

    public Ids(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** 32 hexadecimal digits. */
    public String trace() {
        return span() + span();
    }

    /** 16 hexadecimal digits. */
    public String span() {
        return "%016x".formatted(random.nextLong(1, Long.MAX_VALUE));
    }
}
