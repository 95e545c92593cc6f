package dev.signalbox.backend;

import java.time.Instant;
import java.util.List;

/** A server that tells which labels series have. */
public interface LabelServer {
    /**
     * Names of the labels of some series, sorted. Without bounds a server would look through all that it keeps, so there are
     * none to leave out.
     *
     * @param selector which series
     * @param start inclusive
     * @param end inclusive
     */
    Answer<List<String>> labels(String selector, Instant start, Instant end);
}
