package dev.signalbox.report.reading;

import dev.signalbox.api.v1alpha1.Alerting;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.ResourceName;
import dev.signalbox.report.BudgetHistory;
import dev.signalbox.report.SloHealth;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** SLOs with what their services say of them. */
final class SloHealthReader {
    private static final int USUAL_WINDOW = 30;

    private final Map<ResourceName, ServiceObservability> services;
    private final Map<ResourceName, BudgetHistory> histories;

    SloHealthReader(List<ServiceObservability> services, Map<ResourceName, BudgetHistory> histories) {
        this.services = services.stream().collect(Collectors.toMap(Read::name, Function.identity(), (one, _) -> one));
        this.histories = histories;
    }

    List<SloHealth> all(List<SLO> slos) {
        return slos.stream()
                .filter(slo -> slo.getSpec() != null)
                .map(this::one)
                .sorted(SloHealth.AT_RISK_FIRST)
                .toList();
    }

    private SloHealth one(SLO slo) {
        ResourceName name = Read.name(slo);
        SloSpec spec = slo.getSpec();
        SloStatus status = slo.getStatus();
        Optional<ResourceName> object = Optional.ofNullable(spec.serviceRef())
                .map(reference -> new ResourceName(name.namespace(), reference.name()));
        Optional<ServiceObservabilitySpec> service = object.map(services::get).map(ServiceObservability::getSpec);
        return new SloHealth(
                name,
                Read.field(status, SloStatus::service)
                        .or(() -> Optional.ofNullable(spec.service()))
                        .or(() -> service.map(ServiceObservabilitySpec::service))
                        .or(() -> object.map(ResourceName::name))
                        .orElse(""),
                object.filter(services::containsKey),
                service.map(ServiceObservabilitySpec::team),
                service.map(ServiceObservabilitySpec::tier),
                Optional.ofNullable(spec.description()),
                Optional.ofNullable(spec.objective()).orElse(BigDecimal.ZERO),
                window(spec),
                Read.field(status, SloStatus::state).orElse(SloStatus.State.NO_DATA),
                Read.list(status, SloStatus::groups),
                Read.field(status, SloStatus::groupsOmitted).orElse(0),
                Read.list(status, SloStatus::alerts),
                Read.field(spec.alerting(), Alerting::runbook).or(() -> service.map(ServiceObservabilitySpec::runbook)),
                Read.field(status, SloStatus::precededBy),
                Problems.of(Read.list(status, SloStatus::conditions)),
                histories.getOrDefault(name, BudgetHistory.UNKNOWN));
    }

    private static int window(SloSpec spec) {
        return Optional.ofNullable(spec.window())
                .flatMap(PrometheusDuration::parse)
                .map(Duration::toDays)
                .map(Math::toIntExact)
                .orElse(USUAL_WINDOW);
    }
}
