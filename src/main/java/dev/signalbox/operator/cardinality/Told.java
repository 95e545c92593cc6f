package dev.signalbox.operator.cardinality;

import static dev.signalbox.status.Verdict.Type.WITHIN_SERIES_BUDGET;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.cardinality.SeriesReport;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.StackFindings;
import dev.signalbox.status.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What was told last: since the operator started by itself, before that by the status, so that a start changes nothing. */
final class Told {
    private final Map<ResourceName, SeriesReport> services = new HashMap<>();
    private Optional<ObservabilityStackStatus.CardinalityStatus> stack = Optional.empty();

    /** What is told of a service is told after this. */
    SeriesReport of(Counted service) {
        SeriesReport before = services.get(service.name());
        return before == null
                ? new SeriesReport(
                        service.service().metrics().limits(),
                        status(service.resource()).map(ServiceObservabilityStatus::cardinality),
                        verdict(service.resource()))
                : new SeriesReport(service.service().metrics().limits(), before.told(), before.verdict());
    }

    /** That a server can't be asked is forgotten again: what stood before it stands. */
    ServiceFindings now(Counted service, ServiceFindings findings) {
        SeriesReport before = of(service);
        services.put(
                service.name(),
                new SeriesReport(
                        before.limits(),
                        findings.cardinality().or(before::told),
                        findings.verdicts().stream()
                                .filter(verdict -> verdict.truth() != Verdict.Truth.UNKNOWN)
                                .findFirst()
                                .or(before::verdict)));
        return findings;
    }

    Optional<ObservabilityStackStatus.CardinalityStatus> ofStack(ObservabilityStack resource) {
        return stack.or(() -> Optional.ofNullable(resource.getStatus()).map(ObservabilityStackStatus::cardinality));
    }

    StackFindings now(StackFindings findings) {
        stack = findings.cardinality();
        return findings;
    }

    /** The others are gone. */
    void keepOnly(Collection<ResourceName> names) {
        services.keySet().retainAll(names);
    }

    private static Optional<ServiceObservabilityStatus> status(ServiceObservability resource) {
        return Optional.ofNullable(resource.getStatus());
    }

    private static Optional<Verdict> verdict(ServiceObservability resource) {
        return status(resource).map(ServiceObservabilityStatus::conditions).stream()
                .flatMap(conditions -> conditions.stream()
                        .filter(condition -> condition.getType().equals(WITHIN_SERIES_BUDGET.text())))
                .flatMap(Told::verdict)
                .findFirst();
    }

    private static Stream<Verdict> verdict(Condition condition) {
        return Stream.of(Verdict.Truth.TRUE, Verdict.Truth.FALSE)
                .filter(truth -> truth.text().equals(condition.getStatus()))
                .map(truth -> new Verdict(WITHIN_SERIES_BUDGET, truth, condition.getReason(), condition.getMessage()));
    }
}
