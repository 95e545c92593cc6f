package dev.signalbox.report.reading;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.report.CardinalityHealth;
import dev.signalbox.report.CardinalityHealth.Budget;
import dev.signalbox.report.Resources;
import dev.signalbox.report.ServiceHealth;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Series of all services against their limits; what belongs to no service is told of the whole cluster only. */
final class CardinalityReader {
    private static final int MOST = 20;

    private CardinalityReader() {}

    static CardinalityHealth read(Resources resources, List<ServiceHealth> services) {
        Optional<ObservabilityStackStatus.CardinalityStatus> cluster = resources
                .stack()
                .filter(_ -> resources.scope().isCluster())
                .map(ObservabilityStack::getStatus)
                .map(ObservabilityStackStatus::cardinality);
        List<Budget> budgets = services.stream()
                .flatMap(service -> service.series().map(series -> budget(service, series)).stream())
                .sorted(comparing(Budget::percent, reverseOrder()).thenComparing(Budget::name))
                .toList();
        return new CardinalityHealth(
                cluster.map(ObservabilityStackStatus.CardinalityStatus::activeSeries)
                        .or(() -> Optional.of(budgets)
                                .filter(counted -> !counted.isEmpty())
                                .map(counted -> counted.stream()
                                        .mapToLong(Budget::series)
                                        .sum())),
                cluster.map(ObservabilityStackStatus.CardinalityStatus::unattributedSeries),
                (int) services.stream().filter(ServiceHealth::isOverLimit).count(),
                budgets.stream().limit(MOST).toList());
    }

    private static Budget budget(ServiceHealth service, long series) {
        return new Budget(
                service.name(),
                series,
                service.seriesLimit(),
                service.cardinality()
                        .map(ServiceObservabilityStatus.CardinalityStatus::percentOfLimit)
                        .orElseGet(() -> BigDecimal.valueOf(100 * series)
                                .divide(
                                        BigDecimal.valueOf(Math.max(1, service.seriesLimit())),
                                        0,
                                        RoundingMode.HALF_UP)),
                service.cardinality().map(ServiceObservabilityStatus.CardinalityStatus::limitReachedBy));
    }
}
