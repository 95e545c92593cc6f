package dev.signalbox.cardinality;

import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.CardinalityStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.ServiceSeries;
import dev.signalbox.status.StackFindings;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is told of the series of all services together. */
public final class StackSeries {
    private static final int MOST = 20;
    private static final Comparator<ServiceSeries> LARGEST = Comparator.comparing(ServiceSeries::series)
            .reversed()
            .thenComparing(ServiceSeries::namespace)
            .thenComparing(ServiceSeries::service);

    private StackSeries() {}

    /**
     * What is to be told.
     *
     * @param told before
     * @param services that are counted, in no order
     * @param unattributed series of no known service
     * @param over how many are over their limit
     */
    public static StackFindings next(
            Optional<CardinalityStatus> told, List<ServiceSeries> services, long unattributed, int over) {
        long all = services.stream().mapToLong(ServiceSeries::series).sum();
        List<ServiceSeries> largest = services.stream().sorted(LARGEST).toList();
        CardinalityStatus status = new CardinalityStatus(
                Steady.count(told.map(CardinalityStatus::activeSeries), all),
                Steady.count(told.map(CardinalityStatus::unattributedSeries), unattributed),
                over,
                Steady.largest(
                        told.map(CardinalityStatus::top).orElse(null),
                        largest,
                        MOST,
                        one -> List.of(one.namespace(), one.service(), one.limit()),
                        ServiceSeries::series));
        return StackFindings.of(status);
    }
}
