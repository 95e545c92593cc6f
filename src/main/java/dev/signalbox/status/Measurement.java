package dev.signalbox.status;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the recorded series say of one group of an SLO.
 *
 * @param labels values of the groupBy labels; empty without groupBy
 * @param errorRatio over the SLO's window, 0..1
 * @param budgetRemaining 1 for an untouched budget, 0 for a spent one, negative for an overspent one
 * @param burnRate over five minutes, multiples of the rate that spends exactly the budget
 */
public record Measurement(
        Map<String, String> labels,
        Optional<BigDecimal> errorRatio,
        Optional<BigDecimal> budgetRemaining,
        Optional<BigDecimal> burnRate) {

    public Measurement {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
