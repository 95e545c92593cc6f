package dev.signalbox.operator.observe;

import dev.signalbox.backend.Sample;
import dev.signalbox.model.Objective;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.Measurement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What two queries, for all SLOs at once, say of each. */
final class Figures {
    private final Map<ResourceName, List<Sample>> remaining;
    private final Map<ResourceName, List<Sample>> burning;

    /**
     * @param remaining of {@code slo:period_error_budget_remaining:ratio}
     * @param burning of {@code slo:current_burn_rate:ratio}
     */
    Figures(List<Sample> remaining, List<Sample> burning) {
        this.remaining = bySlo(remaining);
        this.burning = bySlo(burning);
    }

    /** One for each group that has a budget; where a server has a group several times, the worst. */
    List<Measurement> of(ResourceName slo, List<String> groupBy, Objective objective) {
        Map<Map<String, String>, Measurement> measurements = new HashMap<>();
        for (Sample sample : remaining.getOrDefault(slo, List.of())) {
            number(sample)
                    .ifPresent(left -> measurements.merge(
                            LoadedRules.group(sample.labels(), groupBy),
                            new Measurement(
                                    LoadedRules.group(sample.labels(), groupBy),
                                    Optional.of(BigDecimal.ONE.subtract(left).multiply(objective.errorBudget())),
                                    Optional.of(left),
                                    burnRate(slo, LoadedRules.group(sample.labels(), groupBy), groupBy)),
                            Figures::worse));
        }

        return List.copyOf(measurements.values());
    }

    private Optional<BigDecimal> burnRate(ResourceName slo, Map<String, String> group, List<String> groupBy) {
        return burning.getOrDefault(slo, List.of()).stream()
                .filter(sample -> LoadedRules.group(sample.labels(), groupBy).equals(group))
                .flatMap(sample -> number(sample).stream())
                .max(BigDecimal::compareTo);
    }

    private static Measurement worse(Measurement one, Measurement other) {
        return one.budgetRemaining()
                                .orElseThrow()
                                .compareTo(other.budgetRemaining().orElseThrow())
                        <= 0
                ? one
                : other;
    }

    private static Map<ResourceName, List<Sample>> bySlo(List<Sample> samples) {
        Map<ResourceName, List<Sample>> bySlo = new HashMap<>();
        samples.forEach(sample -> LoadedRules.slo(sample.labels())
                .ifPresent(slo ->
                        bySlo.computeIfAbsent(slo, _ -> new ArrayList<>()).add(sample)));
        return bySlo;
    }

    private static Optional<BigDecimal> number(Sample sample) {
        return Double.isFinite(sample.value())
                ? Optional.of(BigDecimal.valueOf(sample.value()).stripTrailingZeros())
                : Optional.empty();
    }
}
