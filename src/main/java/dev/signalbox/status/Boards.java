package dev.signalbox.status;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of the dashboards of a resource. */
public sealed interface Boards {
    /** It has none. */
    record None() implements Boards {}

    /**
     * The cluster does not serve what brings them to Grafana, or nobody may write it.
     *
     * @param kind {@code group/version/Kind}
     */
    record KindMissing(String kind) implements Boards {}

    /** @param delivery that failed */
    record Undelivered(Delivery delivery) implements Boards {}

    /**
     * Their objects are in the cluster.
     *
     * @param seen what is known of each, by the object's name
     */
    record InCluster(SortedMap<String, Seen> seen) implements Boards {
        public InCluster {
            seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
        }
    }

    /**
     * What is known of a dashboard.
     *
     * @param message of whoever knows it
     */
    record Seen(State state, String message) {}

    /** How far a dashboard is; the worst last. */
    enum State {
        /** It is in Grafana. */
        IN_GRAFANA,
        /** Who brings it says nothing of it. */
        NOT_TOLD,
        /** Nothing was said of it yet. */
        AWAITED,
        /** There is no Grafana that it is for. */
        NO_INSTANCE,
        /** Grafana did not take it. */
        FAILED
    }
}
