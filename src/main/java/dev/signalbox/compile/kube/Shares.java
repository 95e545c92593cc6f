package dev.signalbox.compile.kube;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Spreads names over so many shares, the same name always to the same one. */
public final class Shares {
    private Shares() {}

    /**
     * The share of a name; with one share more, only what goes to that one moves.
     *
     * @param shares how many there are, at least 1
     * @return from 0
     * @see <a href="https://en.wikipedia.org/wiki/Rendezvous_hashing">Rendezvous hashing</a>
     */
    public static int of(String name, int shares) {
        return shares == 1
                ? 0
                : IntStream.range(0, shares)
                        .boxed()
                        .max(Comparator.comparing(share -> ContentHash.of(name, Integer.toString(share))))
                        .orElseThrow(() -> new IllegalArgumentException("must be at least 1, was " + shares));
    }
}
