package dev.signalbox.backend.loki;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.LabelServer;
import java.time.Instant;
import java.util.List;

/** A server of logs that tells which labels streams have, and with which values. */
public interface StreamServer extends LabelServer {
    /**
     * Values of one label of some streams, sorted.
     *
     * @param selector which streams
     * @param start inclusive
     * @param end inclusive
     */
    Answer<List<String>> values(String label, String selector, Instant start, Instant end);
}
