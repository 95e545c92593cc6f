package dev.signalbox.cost;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.CostStatus.Basis;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Costs;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.TeamCost;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.Reason;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.StackFindings;
import dev.signalbox.status.Verdict;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From quantities and prices to statuses. */
public final class CostReport {
    private static final int MOST_TEAMS = 50;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<String, Volume> volumes;
    private final Overheads overheads;
    private final Prices prices;
    private final Volume total;
    private final Optional<BigDecimal> collectors;
    private final Bill all;

    /** A price of quantities; nothing where one of them has a price and is not known. */
    private record Bill(Volume volume, Optional<BigDecimal> amount) {}

    /** @param volumes of all, by service; what is nobody's too */
    public CostReport(Map<String, Volume> volumes, Overheads overheads, Prices prices) {
        this.volumes = Map.copyOf(volumes);
        this.overheads = overheads;
        this.prices = prices;
        this.total = volumes.values().stream().reduce(Volume.UNKNOWN, Volume::plus);
        this.collectors = overheads.money(prices);
        this.all = bill(total);
    }

    /** Each service, and all together. */
    public CostFindings of(List<Payer> payers) {
        Map<ResourceName, ServiceFindings> services = new HashMap<>();
        Map<String, Volume> teams = new TreeMap<>();
        payers.forEach(payer -> {
            Volume volume = volumes.getOrDefault(payer.service().toString(), Volume.UNKNOWN);
            services.put(payer.resource(), service(payer, bill(volume)));
            payer.team().ifPresent(team -> teams.merge(team, volume, Volume::plus));
        });
        Costs costs = new Costs(fields(all, Optional.empty()), teams(teams), overheads.fields());
        return new CostFindings(
                services,
                StackFindings.of(
                        costs,
                        Verdict.yes(Verdict.Type.COSTS_OBSERVED, Reason.ANSWERED, "the server of metrics was asked")));
    }

    private ServiceFindings service(Payer payer, Bill bill) {
        CostStatus cost = fields(bill, payer.budget());
        return cost.percentOfBudget() != null && cost.percentOfBudget().compareTo(HUNDRED) > 0
                ? ServiceFindings.of(
                        cost,
                        Verdict.yes(
                                Verdict.Type.OVER_COST_BUDGET,
                                Reason.COST_BUDGET_EXCEEDED,
                                "%s %s a month are %s %% of costBudget.perMonth, %s; %s"
                                        .formatted(
                                                cost.perMonth(),
                                                cost.currency(),
                                                cost.percentOfBudget().toPlainString(),
                                                payer.budget().orElseThrow().toPlainString(),
                                                largest(bill.volume()))))
                : ServiceFindings.of(cost);
    }

    private List<TeamCost> teams(Map<String, Volume> teams) {
        return teams.entrySet().stream()
                .map(team -> Map.entry(team.getKey(), bill(team.getValue())))
                .sorted(Comparator.<Map.Entry<String, Bill>, BigDecimal>comparing(team -> team.getValue()
                                .amount()
                                .orElseGet(team.getValue().volume()::bytes))
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_TEAMS)
                .map(team -> new TeamCost(team.getKey(), fields(team.getValue(), Optional.empty())))
                .toList();
    }

    private CostStatus fields(Bill bill, Optional<BigDecimal> budget) {
        Volume volume = bill.volume();
        return new CostStatus(
                bill.amount().map(Money::told).orElse(null),
                prices.any() ? prices.currency() : null,
                budget.filter(limit -> limit.signum() > 0)
                        .flatMap(limit -> bill.amount().flatMap(amount -> Money.percent(amount, limit)))
                        .orElse(null),
                volume.isUnknown() ? Basis.UNKNOWN : volume.complete() ? Basis.MEASURED : Basis.ESTIMATED,
                volume.series().map(BigDecimal::longValueExact).orElse(null),
                volume.logGB().orElse(null),
                volume.spanGB().orElse(null),
                volume.isUnknown()
                        ? null
                        : Money.percent(volume.bytes(), total.bytes()).orElse(null),
                bill.amount()
                        .flatMap(amount -> all.amount().flatMap(whole -> Money.percent(amount, whole)))
                        .orElse(null));
    }

    /** What has a price and is not known makes the amount unknown, too. */
    private Bill bill(Volume volume) {
        if (!prices.any() || volume.isUnknown()) {
            return new Bill(volume, Optional.empty());
        }
        boolean unknown = prices.series().isPresent() && volume.series().isEmpty()
                || prices.logGB().isPresent() && volume.logGB().isEmpty()
                || prices.spanGB().isPresent() && volume.spanGB().isEmpty();
        return new Bill(volume, unknown ? Optional.empty() : Optional.of(amount(volume)));
    }

    private BigDecimal amount(Volume volume) {
        BigDecimal share = collectors
                .filter(_ -> total.bytes().signum() > 0)
                .map(money -> money.multiply(volume.bytes()).divide(total.bytes(), java.math.MathContext.DECIMAL128))
                .orElse(BigDecimal.ZERO);
        return Money.of(prices.series(), volume.series())
                .orElse(BigDecimal.ZERO)
                .add(Money.of(prices.logGB(), volume.logGB()).orElse(BigDecimal.ZERO))
                .add(Money.of(prices.spanGB(), volume.spanGB()).orElse(BigDecimal.ZERO))
                .add(share);
    }

    private String largest(Volume volume) {
        Map<String, BigDecimal> parts = new TreeMap<>();
        Money.of(prices.series(), volume.series()).ifPresent(money -> parts.put("series", money));
        Money.of(prices.logGB(), volume.logGB()).ifPresent(money -> parts.put("logs", money));
        Money.of(prices.spanGB(), volume.spanGB()).ifPresent(money -> parts.put("spans", money));
        return parts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(part -> "most of it is for %s: %s".formatted(part.getKey(), Money.told(part.getValue())))
                .orElse("most of it is for collectors");
    }
}
