package dev.signalbox.report.advice;

import dev.signalbox.model.ResourceName;
import dev.signalbox.report.CollectorHealth;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Problem;
import dev.signalbox.report.Recommendation;
import dev.signalbox.report.Recommendation.Topic;
import dev.signalbox.report.Recommendation.Urgency;
import java.util.Optional;
import java.util.stream.Stream;

/** Conditions that are not as they should be: their messages say what to change. */
final class ConditionAdvice {
    private static final ResourceName STACK = new ResourceName("", "default");

    private ConditionAdvice() {}

    static Stream<Recommendation> ofSlos(HealthReport report) {
        return report.slos().stream()
                .flatMap(slo -> slo.problems().stream().map(problem -> of(problem, "SLO", "slo", slo.name())));
    }

    static Stream<Recommendation> ofServices(HealthReport report) {
        return report.services().stream().flatMap(service -> service.problems().stream()
                .map(problem -> of(problem, "ServiceObservability", "serviceobservability", service.name())));
    }

    static Stream<Recommendation> ofCollectors(HealthReport report) {
        return report.collectors().stream()
                .flatMap(collectors -> Stream.concat(
                        collectors.problems().stream()
                                .map(problem -> of(problem, "ObservabilityStack", "observabilitystack", STACK)),
                        Stream.of(
                                        notReady("agents", collectors.agents()),
                                        notReady("gateways", collectors.gateways()),
                                        notReady("collectors of namespaces", collectors.tenants()))
                                .flatMap(Optional::stream)));
    }

    private static Recommendation of(Problem problem, String kind, String resource, ResourceName name) {
        return new Recommendation(
                problem.type().equals("Accepted") || problem.type().equals("Ready") ? Urgency.NOW : Urgency.SOON,
                Topic.CONDITION,
                kind,
                name,
                problem.type() + ": " + problem.reason(),
                problem.message(),
                Kubectl.describe(resource, name));
    }

    private static Optional<Recommendation> notReady(String which, Optional<CollectorHealth.Ready> ready) {
        return ready.filter(count -> !count.isComplete())
                .map(count -> new Recommendation(
                        Urgency.NOW,
                        Topic.COLLECTORS,
                        "ObservabilityStack",
                        STACK,
                        "Not all " + which + " are ready",
                        count.ready() + " of " + count.desired() + " are; telemetry of the others waits or is lost.",
                        Kubectl.describe("observabilitystack", STACK)));
    }
}
