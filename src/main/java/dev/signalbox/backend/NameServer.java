package dev.signalbox.backend;

import java.time.Instant;
import java.util.Set;

/** A server that tells which metrics there are. */
public interface NameServer {
    /**
     * Names of metrics that have series. Servers look at whole blocks of data, so there may be some from shortly before.
     *
     * @param start inclusive
     * @param end inclusive
     * @param most names; where a server has more it counts as one that can't be asked
     */
    Answer<Set<String>> metricNames(Instant start, Instant end, int most);
}
