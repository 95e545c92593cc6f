package dev.signalbox.backend;

import java.util.List;

/** A server that answers queries. */
public interface QueryServer {
    /** The series that the expression gives now. */
    Answer<List<Sample>> query(String expression);
}
