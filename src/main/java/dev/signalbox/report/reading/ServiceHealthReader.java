package dev.signalbox.report.reading;

import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus;
import dev.signalbox.api.v1alpha1.ServiceMetrics;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.model.ResourceName;
import dev.signalbox.report.ServiceHealth;
import dev.signalbox.report.SloHealth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services with their SLOs and how their traces are kept. */
final class ServiceHealthReader {
    private static final long USUAL_LIMIT = 10_000;

    private final Map<ResourceName, SamplingPolicy> policies;
    private final List<SloHealth> slos;

    ServiceHealthReader(List<SamplingPolicy> policies, List<SloHealth> slos) {
        this.policies = policies.stream().collect(Collectors.toMap(Read::name, Function.identity(), (one, _) -> one));
        this.slos = slos;
    }

    List<ServiceHealth> all(List<ServiceObservability> services) {
        Map<ResourceName, List<SloHealth>> byObject = slos.stream()
                .filter(slo -> slo.serviceObject().isPresent())
                .collect(Collectors.groupingBy(slo -> slo.serviceObject().orElseThrow()));
        Map<ResourceName, List<SloHealth>> byWord = slos.stream()
                .filter(slo -> slo.serviceObject().isEmpty())
                .collect(
                        Collectors.groupingBy(slo -> new ResourceName(slo.name().namespace(), slo.service())));
        return services.stream()
                .filter(service -> service.getSpec() != null)
                .map(service -> one(
                        service,
                        byObject.getOrDefault(Read.name(service), List.of()),
                        byWord.getOrDefault(
                                new ResourceName(Read.name(service).namespace(), word(service)), List.of())))
                .sorted(Comparator.comparing(ServiceHealth::name))
                .toList();
    }

    private ServiceHealth one(ServiceObservability service, List<SloHealth> referring, List<SloHealth> naming) {
        ServiceObservabilitySpec spec = service.getSpec();
        ServiceObservabilityStatus status = service.getStatus();
        return new ServiceHealth(
                Read.name(service),
                word(service),
                Optional.ofNullable(spec.team()),
                Optional.ofNullable(spec.tier()),
                Optional.ofNullable(spec.environment()),
                Optional.ofNullable(spec.runbook()),
                Read.field(status, ServiceObservabilityStatus::coverage),
                Read.list(status, ServiceObservabilityStatus::workloads),
                Read.field(spec.cardinality(), ServiceObservabilitySpec.Cardinality::seriesLimit)
                        .map(Integer::longValue)
                        .orElse(USUAL_LIMIT),
                Read.list(spec.metrics(), ServiceMetrics::dropLabels).stream()
                        .sorted()
                        .toList(),
                Read.field(status, ServiceObservabilityStatus::cardinality),
                Read.field(status, ServiceObservabilityStatus::cost),
                Read.field(spec.costBudget(), ServiceObservabilitySpec.CostBudget::perMonth),
                Read.list(status, ServiceObservabilityStatus::dashboards),
                Read.field(status, ServiceObservabilityStatus::samplingPolicy)
                        .map(policy -> sampling(Read.name(service), word(service), policy)),
                Problems.of(Read.list(status, ServiceObservabilityStatus::conditions)),
                Stream.concat(referring.stream(), naming.stream())
                        .sorted(SloHealth.AT_RISK_FIRST)
                        .toList());
    }

    private ServiceHealth.Sampling sampling(ResourceName service, String word, String policy) {
        Optional<SamplingPolicy> found =
                Optional.ofNullable(policies.get(new ResourceName(service.namespace(), policy)));
        return new ServiceHealth.Sampling(
                policy,
                found.map(SamplingPolicy::getStatus)
                        .flatMap(status -> Read.list(status, SamplingPolicyStatus::services).stream()
                                .filter(decision -> word.equals(decision.service()))
                                .findFirst()));
    }

    private static String word(ServiceObservability service) {
        return Read.field(service.getStatus(), ServiceObservabilityStatus::service)
                .or(() -> Optional.ofNullable(service.getSpec().service()))
                .orElse(Read.name(service).name());
    }
}
