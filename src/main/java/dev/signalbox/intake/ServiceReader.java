package dev.signalbox.intake;

import dev.signalbox.api.v1alpha1.ServiceMetrics;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.ResourceName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Reads what a {@code ServiceObservability} says that SLOs refer to. */
public final class ServiceReader {
    private ServiceReader() {}

    /** The service as declared, or all violations. */
    public static Reading<DeclaredService> read(ServiceObservability resource) {
        return read(resource, Optional.ofNullable(resource.getStatus()).map(ServiceObservabilityStatus::conventions));
    }

    /** @param detected what its telemetry is called, known later than its status was written */
    public static Reading<DeclaredService> read(
            ServiceObservability resource, Optional<List<ServiceObservabilitySpec.Convention>> detected) {
        Findings findings = new Findings();
        Optional<ServiceObservabilitySpec> spec = Optional.ofNullable(resource.getSpec());
        String service = spec.map(ServiceObservabilitySpec::service)
                .orElse(resource.getMetadata().getName());
        LabelRules.word("spec.service", service, findings);
        Optional<String> team = spec.map(ServiceObservabilitySpec::team);
        team.ifPresent(name -> LabelRules.word("spec.team", name, findings));
        Optional<Duration> scrapeInterval =
                spec.map(ServiceObservabilitySpec::metrics).flatMap(metrics -> scrapeInterval(metrics, findings));
        Optional<String> runbook = spec.map(ServiceObservabilitySpec::runbook);
        runbook.ifPresent(link -> Links.require("spec.runbook", link, findings));
        return findings.none()
                ? new Reading.Read<>(new DeclaredService(
                        service,
                        team,
                        spec.map(ServiceObservabilitySpec::tier),
                        scrapeInterval,
                        runbook,
                        DashboardWishes.of(spec, detected)))
                : new Reading.Invalid<>(findings.all());
    }

    /** Those that can be read, by their names; the others are told on themselves. */
    public static Map<ResourceName, DeclaredService> declared(Collection<ServiceObservability> resources) {
        Map<ResourceName, DeclaredService> declared = new TreeMap<>();
        for (ServiceObservability resource : resources) {
            read(resource)
                    .meant()
                    .ifPresent(service -> declared.put(
                            new ResourceName(
                                    resource.getMetadata().getNamespace(),
                                    resource.getMetadata().getName()),
                            service));
        }
        return declared;
    }

    /** The longest of its scrapes: a ledger cell has to reach over the widest gap. */
    private static Optional<Duration> scrapeInterval(ServiceMetrics metrics, Findings findings) {
        List<ServiceMetrics.Scrape> scrapes =
                Optional.ofNullable(metrics.scrape()).orElse(List.of());
        return IntStream.range(0, scrapes.size())
                .filter(i -> scrapes.get(i) != null)
                .mapToObj(i -> DurationFields.positive(
                        "spec.metrics.scrape[%d].interval".formatted(i),
                        scrapes.get(i).interval(),
                        findings))
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
    }
}
