package dev.signalbox.report.reading;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.report.CostHealth;
import dev.signalbox.report.Resources;
import dev.signalbox.report.ServiceHealth;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Cost of the cluster as the stack's status has it; of some namespaces, the sum of their services. */
final class CostReader {
    private CostReader() {}

    static CostHealth read(Resources resources, List<ServiceHealth> services) {
        Optional<ObservabilityStackStatus.Costs> cluster = resources
                .stack()
                .filter(_ -> resources.scope().isCluster())
                .map(ObservabilityStack::getStatus)
                .map(ObservabilityStackStatus::cost);
        List<CostHealth.Service> each = services.stream()
                .flatMap(
                        service -> service
                                .cost()
                                .map(cost -> new CostHealth.Service(service.name(), cost, service.costBudget()))
                                .stream())
                .sorted(comparing((CostHealth.Service service) -> amount(service.cost()), reverseOrder())
                        .thenComparing(CostHealth.Service::name))
                .toList();
        return new CostHealth(
                cluster.map(ObservabilityStackStatus.Costs::total)
                        .or(() ->
                                sum(each.stream().map(CostHealth.Service::cost).toList())),
                cluster.map(ObservabilityStackStatus.Costs::teams)
                        .map(teams -> teams.stream()
                                .map(team -> new CostHealth.Team(team.team(), team.cost()))
                                .toList())
                        .orElseGet(() -> teams(services)),
                each);
    }

    private static List<CostHealth.Team> teams(List<ServiceHealth> services) {
        Map<String, List<CostStatus>> byTeam = services.stream()
                .filter(service -> service.team().isPresent() && service.cost().isPresent())
                .collect(Collectors.groupingBy(
                        service -> service.team().orElseThrow(),
                        TreeMap::new,
                        Collectors.mapping(service -> service.cost().orElseThrow(), Collectors.toList())));
        return byTeam.entrySet().stream()
                .map(team ->
                        new CostHealth.Team(team.getKey(), sum(team.getValue()).orElseThrow()))
                .sorted(comparing((CostHealth.Team team) -> amount(team.cost()), reverseOrder())
                        .thenComparing(CostHealth.Team::name))
                .toList();
    }

    /** The basis of a sum is the weakest of its parts. */
    private static Optional<CostStatus> sum(List<CostStatus> costs) {
        if (costs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CostStatus(
                total(costs, cost -> Optional.ofNullable(cost.perMonth()).map(BigDecimal::new))
                        .map(BigDecimal::toPlainString)
                        .orElse(null),
                costs.stream()
                        .map(CostStatus::currency)
                        .filter(currency -> currency != null)
                        .findFirst()
                        .orElse(null),
                null,
                costs.stream()
                        .map(cost -> Optional.ofNullable(cost.basis()).orElse(CostStatus.Basis.UNKNOWN))
                        .max(comparing(CostStatus.Basis::ordinal))
                        .orElse(CostStatus.Basis.UNKNOWN),
                total(costs, cost -> Optional.ofNullable(cost.activeSeries()).map(BigDecimal::valueOf))
                        .map(BigDecimal::longValue)
                        .orElse(null),
                total(costs, cost -> Optional.ofNullable(cost.logGB())).orElse(null),
                total(costs, cost -> Optional.ofNullable(cost.spanGB())).orElse(null),
                total(costs, cost -> Optional.ofNullable(cost.collectorPercent()))
                        .orElse(null),
                total(costs, cost -> Optional.ofNullable(cost.percentOfTotal())).orElse(null)));
    }

    private static Optional<BigDecimal> total(
            List<CostStatus> costs, Function<CostStatus, Optional<BigDecimal>> quantity) {
        return costs.stream().flatMap(cost -> quantity.apply(cost).stream()).reduce(BigDecimal::add);
    }

    private static BigDecimal amount(CostStatus cost) {
        return Optional.ofNullable(cost.perMonth()).map(BigDecimal::new).orElse(BigDecimal.ZERO);
    }
}
