package dev.signalbox.report.reading;

import dev.signalbox.model.ResourceName;
import dev.signalbox.report.BudgetHistory;
import dev.signalbox.report.CoverageHealth;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Recommendation;
import dev.signalbox.report.Resources;
import dev.signalbox.report.ServiceHealth;
import dev.signalbox.report.SloHealth;
import dev.signalbox.report.advice.Advice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the report. The same resources in any order give the same report. */
public final class HealthReading {
    private HealthReading() {}

    /**
     * The report.
     *
     * @param histories of error budgets, where somebody was asked
     * @param now to the second
     */
    public static HealthReport of(Resources resources, Map<ResourceName, BudgetHistory> histories, Instant now) {
        List<SloHealth> slos = new SloHealthReader(resources.services(), histories).all(resources.slos());
        List<ServiceHealth> services = new ServiceHealthReader(resources.policies(), slos).all(resources.services());
        Optional<CoverageHealth> coverage = CoverageReader.read(resources);
        HealthReport withoutAdvice = new HealthReport(
                now.truncatedTo(ChronoUnit.SECONDS),
                resources.scope(),
                coverage,
                slos,
                AlertReader.read(resources, slos),
                CardinalityReader.read(resources, services),
                CostReader.read(resources, services),
                PolicyReader.read(resources),
                services,
                CollectorReader.read(resources),
                MetricNamesReader.read(resources),
                List.of());
        return new HealthReport(
                withoutAdvice.at(),
                withoutAdvice.scope(),
                coverage,
                slos,
                withoutAdvice.alerts(),
                withoutAdvice.cardinality(),
                withoutAdvice.cost(),
                withoutAdvice.policies(),
                services,
                withoutAdvice.collectors(),
                withoutAdvice.unknownMetrics(),
                Advice.on(withoutAdvice).stream()
                        .sorted(Recommendation.MOST_URGENT_FIRST)
                        .toList());
    }
}
