package dev.signalbox.backend;

import java.util.function.BiConsumer;

/** A server that keeps dashboards, and maybe alert rules, of its own. */
public interface DashboardServer {
    /**
     * All dashboards, one after the other.
     *
     * @param each called with the title and the JSON of each, also where a later one can't be read
     * @return how many there were
     */
    Answer<Integer> dashboards(BiConsumer<String, String> each);

    /**
     * All queries of its own alert rules.
     *
     * @return a JSON document in which they are
     */
    Answer<String> alertRules();
}
