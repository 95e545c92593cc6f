package dev.signalbox.report.advice;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.report.Figure;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Recommendation;
import dev.signalbox.report.Recommendation.Remedy;
import dev.signalbox.report.Recommendation.Topic;
import dev.signalbox.report.Recommendation.Urgency;
import dev.signalbox.report.ServiceHealth;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services that cost more than they may. */
final class CostAdvice {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private CostAdvice() {}

    static Stream<Recommendation> overBudget(HealthReport report) {
        return report.services().stream()
                .filter(service -> service.cost()
                        .map(CostStatus::percentOfBudget)
                        .filter(percent -> percent.compareTo(ALL) > 0)
                        .isPresent())
                .map(service -> new Recommendation(
                        Urgency.LATER,
                        Topic.COST,
                        "ServiceObservability",
                        service.name(),
                        "Its telemetry costs more than its budget",
                        reason(service),
                        remedy(service)));
    }

    /** Where most of what can be saved is, as far as quantities tell: series are advised on by themselves. */
    private static Remedy remedy(ServiceHealth service) {
        CostStatus cost = service.cost().orElseThrow();
        BigDecimal logs = Optional.ofNullable(cost.logGB()).orElse(BigDecimal.ZERO);
        BigDecimal spans = Optional.ofNullable(cost.spanGB()).orElse(BigDecimal.ZERO);
        return logs.signum() > 0 && logs.compareTo(spans) >= 0
                ? new Remedy.Change(
                        "ServiceObservability " + service.name() + ": keep a tenth of what is only news", """
                        spec:
                          logs:
                            routes:
                            - {match: {severityAtMost: INFO}, to: Hot, keepPercent: 10}
                        """)
                : Kubectl.describe("serviceobservability", service.name());
    }

    private static String reason(ServiceHealth service) {
        CostStatus cost = service.cost().orElseThrow();
        String quantities = Stream.of(
                        Optional.ofNullable(cost.activeSeries()).map(series -> Figure.count(series) + " series"),
                        Optional.ofNullable(cost.logGB()).map(logs -> Figure.plain(logs) + " GB of logs"),
                        Optional.ofNullable(cost.spanGB()).map(spans -> Figure.plain(spans) + " GB of spans"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return Figure.money(cost) + " a month, " + Figure.percent(cost.percentOfBudget()) + " of its budget"
                + (quantities.isEmpty() ? "" : ", for " + quantities) + ".";
    }
}
