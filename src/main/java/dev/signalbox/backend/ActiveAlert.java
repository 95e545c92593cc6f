package dev.signalbox.backend;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert of a rule whose expression gives something.
 *
 * @param labels of the alert, those of the rule among them; sorted by name
 * @param state {@code pending} or {@code firing}
 * @param activeAt since when
 */
public record ActiveAlert(Map<String, String> labels, String state, Instant activeAt) {
    public ActiveAlert {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    public boolean isFiring() {
        return state.equals("firing");
    }
}
