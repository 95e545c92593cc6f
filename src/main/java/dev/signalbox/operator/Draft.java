package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.compile.slo.SloCompiler;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.SloReader;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an SLO is to become.
 *
 * @param slo what it means; empty when it can't be read
 * @param service the service's name, where it is known
 * @param compilation what it becomes
 */
record Draft(Optional<Slo> slo, Optional<String> service, Compilation compilation) {

    static Draft of(SLO resource, FactsGatherer facts) {
        return switch (SloReader.read(resource)) {
            case Reading.Invalid<Slo> invalid ->
                new Draft(Optional.empty(), Optional.empty(), new Compilation.Rejected(invalid.violations()));
            case Reading.Read<Slo> slo -> of(slo.value(), facts.gather(resource));
        };
    }

    private static Draft of(Slo slo, Reading<ClusterFacts> facts) {
        return switch (facts) {
            case Reading.Invalid<ClusterFacts> invalid ->
                new Draft(Optional.of(slo), Optional.empty(), new Compilation.Blocked(stack(invalid.violations())));
            case Reading.Read<ClusterFacts> known ->
                new Draft(Optional.of(slo), service(slo, known.value()), SloCompiler.compile(slo, known.value()));
        };
    }

    Subject delivered(long generation, String indicatorHash, Delivery delivery) {
        return new Subject(generation, indicatorHash, slo, service, compilation, delivery);
    }

    private static Prerequisite stack(List<Violation> violations) {
        return new Prerequisite.Support(
                "StackInvalid",
                violations.stream()
                        .map(violation -> "ObservabilityStack " + SloSources.STACK + ": " + violation)
                        .collect(Collectors.joining("\n")));
    }

    private static Optional<String> service(Slo slo, ClusterFacts facts) {
        return switch (slo.service()) {
            case ServiceReference.Named named -> Optional.of(named.service());
            case ServiceReference.Declared declared ->
                Optional.ofNullable(facts.services().get(declared.resource())).map(DeclaredService::service);
        };
    }
}
