package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.DashboardStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The status of a {@code ServiceObservability}, from what it was and what is known. */
public final class ServiceStatusReport {
    private static final ServiceObservabilityStatus NOTHING = new ServiceObservabilityStatus(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private ServiceStatusReport() {}

    /**
     * The new status; equal to the previous one when there is nothing new to say.
     *
     * @param service its name, where the spec is right
     * @param samplingPolicy name of the one that it follows
     * @param findings of what is looked into beside collectors
     * @param boards what became of its dashboards
     * @param dashboards where they are; nothing: it is not known
     */
    public static ServiceObservabilityStatus next(
            Optional<ServiceObservabilityStatus> previous,
            Contribution contribution,
            Optional<String> service,
            Optional<String> samplingPolicy,
            Findings<ServiceFindings> findings,
            Boards boards,
            Optional<List<DashboardStatus>> dashboards,
            Instant now) {
        ServiceObservabilityStatus before = previous.orElse(NOTHING);
        List<Condition> conditions = Optional.ofNullable(before.conditions()).orElse(List.of());
        return new ServiceObservabilityStatus(
                contribution.generation(),
                Conditions.of(
                        findings.with(
                                Stream.concat(
                                                ContributionVerdicts.of(contribution, true, conditions).stream(),
                                                BoardVerdicts.of(boards).stream())
                                        .toList(),
                                ServiceFindings::verdicts),
                        conditions,
                        findings.kept(conditions),
                        contribution.generation(),
                        now),
                service.orElse(before.service()),
                before.evidence(),
                findings.first(ServiceFindings::coverage).orElse(before.coverage()),
                findings.first(ServiceFindings::workloads).orElse(before.workloads()),
                findings.first(ServiceFindings::cardinality).orElse(before.cardinality()),
                findings.first(ServiceFindings::cost).orElse(before.cost()),
                findings.first(ServiceFindings::deployments).orElse(before.deployments()),
                orNull(dashboards.orElse(before.dashboards())),
                samplingPolicy.orElse(null),
                before.podAnnotations(),
                findings.first(ServiceFindings::conventions).orElse(before.conventions()),
                orNull(findings.first(ServiceFindings::logLabels).orElse(before.logLabels())));
    }

    /** What is empty is not written. */
    private static <T> List<T> orNull(List<T> list) {
        return list == null || list.isEmpty() ? null : list;
    }
}
