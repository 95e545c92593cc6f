package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.compile.dashboard.Board;
import dev.signalbox.compile.dashboard.SloBoard;
import dev.signalbox.compile.slo.ConfinedSlo;
import dev.signalbox.compile.slo.SloCompiler;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.SloReader;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import dev.signalbox.operator.watched.WatchedResources;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.Guarded;
import dev.signalbox.status.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an SLO is to become.
 *
 * @param slo what it means, confined where it has to be; empty when it can't be read
 * @param narrowed whether its indicator reads less than the resource says
 * @param service the service's name, where it is known
 * @param compilation what it becomes
 * @param boards its dashboards; at most one
 * @param dashboards where they go
 */
record Draft(
        Optional<Slo> slo,
        boolean narrowed,
        Optional<String> service,
        Compilation compilation,
        List<Board> boards,
        DashboardSettings dashboards) {

    static Draft of(SLO resource, FactsGatherer facts) {
        return switch (SloReader.read(resource)) {
            case Reading.Invalid<Slo> invalid ->
                without(Optional.empty(), new Compilation.Rejected(invalid.violations()));
            case Reading.Read<Slo> slo -> of(slo.value(), facts.gather(resource));
        };
    }

    private static Draft of(Slo slo, Reading<ClusterFacts> facts) {
        return switch (facts) {
            case Reading.Invalid<ClusterFacts> invalid ->
                without(Optional.of(slo), new Compilation.Blocked(stack(invalid.violations())));
            case Reading.Read<ClusterFacts>(ClusterFacts known) -> {
                Optional<DeclaredService> service = DeclaredService.of(slo.service(), known.services());
                Slo meant = ConfinedSlo.of(slo, known) instanceof ConfinedSlo.Allowed(Slo readable) ? readable : slo;
                yield new Draft(
                        Optional.of(meant),
                        !meant.equals(slo),
                        service.map(DeclaredService::service),
                        SloCompiler.compile(slo, known),
                        service.flatMap(its -> SloBoard.of(slo, its, known.dashboards())).stream()
                                .toList(),
                        known.dashboards());
            }
        };
    }

    private static Draft without(Optional<Slo> slo, Compilation compilation) {
        return new Draft(slo, false, Optional.empty(), compilation, List.of(), DashboardSettings.NONE);
    }

    Subject delivered(long generation, String indicatorHash, Delivery delivery, Guarded guarded) {
        return new Subject(generation, indicatorHash, slo, service, compilation, delivery, guarded);
    }

    private static Prerequisite stack(List<Violation> violations) {
        return new Prerequisite.Support(
                "StackInvalid",
                violations.stream()
                        .map(violation ->
                                "ObservabilityStack " + WatchedResources.STACK_IN_USE.name() + ": " + violation)
                        .collect(Collectors.joining("\n")));
    }
}
