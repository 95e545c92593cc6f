package dev.signalbox.status;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is heard of the sampling files that gateways run. */
public sealed interface OverlayEvidence {

    /** Nobody was asked, or nobody answered. */
    record Unknown(String why) implements OverlayEvidence {}

    /**
     * What the containers beside gateways say.
     *
     * @param running hash of the sampling file that is in effect, by the name of the pod; without those who don't know
     */
    record Heard(SortedMap<String, String> running) implements OverlayEvidence {
        public Heard {
            running = Collections.unmodifiableSortedMap(new TreeMap<>(running));
        }

        long running(String hash) {
            return running.values().stream().filter(hash::equals).count();
        }
    }
}
