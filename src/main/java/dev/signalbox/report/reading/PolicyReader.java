package dev.signalbox.report.reading;

import static java.util.Comparator.comparing;

import dev.signalbox.api.v1alpha1.Enforcement;
import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityPolicySpec;
import dev.signalbox.api.v1alpha1.ObservabilityPolicyStatus;
import dev.signalbox.api.v1alpha1.ObservabilityPolicyStatus.Compliance;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.model.ResourceName;
import dev.signalbox.report.PolicyHealth;
import dev.signalbox.report.PolicyHealth.Violating;
import dev.signalbox.report.Resources;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Each resource says how it stands with policies; the policies themselves say how many there are in all. */
final class PolicyReader {
    private static final String COMPLIANT = "Compliant";

    private PolicyReader() {}

    /** A resource, and what it says. */
    private record Told(String kind, ResourceName name, Condition condition) {}

    static PolicyHealth read(Resources resources) {
        List<Told> told = Stream.of(
                        told(resources.slos(), SloStatus::conditions),
                        told(resources.services(), ServiceObservabilityStatus::conditions),
                        told(resources.policies(), SamplingPolicyStatus::conditions))
                .flatMap(one -> one)
                .toList();
        return new PolicyHealth(
                told.size(),
                resources.guardrails().stream()
                        .map(PolicyReader::policy)
                        .sorted(comparing(PolicyHealth.Policy::name))
                        .toList(),
                told.stream()
                        .filter(one -> "False".equals(one.condition().getStatus()))
                        .map(one -> new Violating(
                                one.kind(),
                                one.name(),
                                one.condition().getMessage().lines().toList()))
                        .sorted(comparing((Violating one) -> one.name().namespace())
                                .thenComparing(Violating::kind)
                                .thenComparing(Violating::name))
                        .toList());
    }

    private static <R extends CustomResource<?, S>, S> Stream<Told> told(
            List<R> resources, Function<S, List<Condition>> conditions) {
        return resources.stream()
                .flatMap(
                        resource -> Optional.ofNullable(resource.getStatus()).map(conditions).orElse(List.of()).stream()
                                .filter(condition -> COMPLIANT.equals(condition.getType()))
                                .map(condition -> new Told(
                                        resource.getKind(),
                                        new ResourceName(
                                                resource.getMetadata().getNamespace(),
                                                resource.getMetadata().getName()),
                                        condition)));
    }

    private static PolicyHealth.Policy policy(ObservabilityPolicy policy) {
        Optional<ObservabilityPolicyStatus> status = Optional.ofNullable(policy.getStatus());
        Optional<Compliance> found = status.map(ObservabilityPolicyStatus::compliance);
        return new PolicyHealth.Policy(
                policy.getMetadata().getName(),
                word(Optional.ofNullable(policy.getSpec())
                        .map(ObservabilityPolicySpec::enforcement)
                        .orElse(Enforcement.AUDIT)),
                found.map(Compliance::checked).orElse(0),
                found.map(Compliance::violating).orElse(0),
                found.map(Compliance::excepted).orElse(0),
                Problems.of(status.map(ObservabilityPolicyStatus::conditions).orElse(List.of())));
    }

    private static String word(Enforcement enforcement) {
        return switch (enforcement) {
            case AUDIT -> "Audit";
            case WARN -> "Warn";
            case DENY -> "Deny";
        };
    }
}
