package dev.signalbox.operator.admission;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.compile.slo.ConfinedSlo;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.guardrails.Door;
import dev.signalbox.guardrails.Estate;
import dev.signalbox.guardrails.Finding;
import dev.signalbox.guardrails.Judge;
import dev.signalbox.guardrails.Measured;
import dev.signalbox.guardrails.Namespace;
import dev.signalbox.guardrails.StackTerms;
import dev.signalbox.guardrails.Subject;
import dev.signalbox.guardrails.admission.GuardrailAdmission;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.SloReader;
import dev.signalbox.intake.batch.Meaning;
import dev.signalbox.intake.pipeline.SamplingReader;
import dev.signalbox.intake.pipeline.TelemetryStackReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.policy.Policy;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What policies say of a resource that is right by itself. Of others only those are read that it has to do with. */
final class PolicyDoor {
    private final KnownResources known;
    private final boolean isJudgedBefore;

    /** @param isJudgedBefore whether the API server judges by the same policies before it asks here */
    PolicyDoor(KnownResources known, boolean isJudgedBefore) {
        this.known = known;
        this.isJudgedBefore = isJudgedBefore;
    }

    /**
     * What it breaks, the heaviest first; a policy that is wrong in itself asks for nothing. What the API server has said is not
     * said again.
     */
    List<Finding> findings(Meaning meaning, LocalDate today) {
        List<Policy> policies = known.policies();
        return policies.isEmpty()
                ? List.of()
                : subject(meaning, policies)
                        .map(subject -> untold(policies, subject, today))
                        .orElse(List.of());
    }

    private List<Finding> untold(List<Policy> policies, Subject subject, LocalDate today) {
        return Judge.judge(policies, namespace(subject.name().namespace()), subject, Door.WEBHOOK, today).stream()
                .filter(finding -> finding.weight() == Finding.Weight.ERROR
                        || !isJudgedBefore
                        || !GuardrailAdmission.tells(finding, subject))
                .toList();
    }

    private Namespace namespace(String name) {
        return new Namespace(name, known.labels(name));
    }

    private Optional<Subject> subject(Meaning meaning, List<Policy> policies) {
        return switch (meaning) {
            case Meaning.Objective(Slo slo) -> Optional.of(objective(slo, ConfinedSlo.unconfinable(slo, policies)));
            case Meaning.Service service -> Optional.of(service(service));
            case Meaning.Sampling(TraceSampling policy) ->
                Optional.of(estate(Map.of(), Stream.empty(), Stream.empty()).sampling(policy));
            case Meaning.Stack _, Meaning.Guardrail _ -> Optional.empty();
        };
    }

    private Subject objective(Slo slo, List<Violation> unconfinable) {
        String namespace = slo.name().namespace();
        Map<ResourceName, DeclaredService> services = new HashMap<>();
        if (slo.service() instanceof ServiceReference.Declared(ResourceName resource)) {
            known.service(resource)
                    .map(ServiceReader::read)
                    .flatMap(Reading::meant)
                    .ifPresent(service -> services.put(resource, service));
        }
        Optional<String> service = DeclaredService.of(slo.service(), services).map(DeclaredService::service);
        // SLOs may name it, or any resource that declares it.
        List<ServiceObservability> declaring = known.services(namespace)
                .filter(other -> service.equals(Optional.of(named(other))))
                .toList();
        declaring.forEach(other ->
                ServiceReader.read(other).meant().ifPresent(read -> services.put(ObjectNames.of(other), read)));
        Stream<Slo> others = known.slos(namespace)
                .filter(other ->
                        !other.getMetadata().getName().equals(slo.name().name()))
                .filter(other -> isFor(other, service, declaring))
                .map(SloReader::read)
                .flatMap(reading -> reading.meant().stream());
        return estate(services, Stream.concat(others, Stream.of(slo)), Stream.empty())
                .objective(slo, unconfinable);
    }

    private Subject service(Meaning.Service service) {
        return estate(
                        Map.of(service.name(), service.declared()),
                        Stream.empty(),
                        values(known.samplingPolicies(service.name().namespace())
                                .map(SamplingReader::read)))
                .service(service.telemetry(), Measured.NOTHING);
    }

    private Estate estate(
            Map<ResourceName, DeclaredService> services, Stream<Slo> slos, Stream<TraceSampling> sampling) {
        return new Estate(
                services,
                slos.toList(),
                sampling.toList(),
                known.stack()
                        .map(TelemetryStackReader::read)
                        .flatMap(Reading::meant)
                        .map(StackTerms::of));
    }

    private static boolean isFor(SLO slo, Optional<String> service, List<ServiceObservability> declaring) {
        return slo.getSpec() != null
                && (slo.getSpec().serviceRef() != null
                        ? declaring.stream().anyMatch(one -> one.getMetadata()
                                .getName()
                                .equals(slo.getSpec().serviceRef().name()))
                        : service.equals(Optional.ofNullable(slo.getSpec().service())));
    }

    private static String named(ServiceObservability service) {
        return Optional.ofNullable(service.getSpec().service())
                .orElse(service.getMetadata().getName());
    }

    private static <T> Stream<T> values(Stream<Reading<T>> readings) {
        return readings.flatMap(reading -> reading.meant().stream());
    }
}
