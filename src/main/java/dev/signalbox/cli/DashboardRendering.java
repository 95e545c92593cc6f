package dev.signalbox.cli;

import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Compilation.Compiled;
import dev.signalbox.compile.Notice;
import dev.signalbox.compile.dashboard.Board;
import dev.signalbox.compile.dashboard.DashboardObjects;
import dev.signalbox.compile.dashboard.ServiceBoards;
import dev.signalbox.compile.dashboard.SloBoard;
import dev.signalbox.compile.dashboard.StackBoards;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.facts.BoardWishes;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.intake.batch.Meaning;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Dashboards of a batch. */
final class DashboardRendering {
    private final ClusterFacts facts;
    private final DashboardSettings settings;

    DashboardRendering(ClusterFacts facts) {
        this.facts = facts;
        this.settings = facts.dashboards();
    }

    /** What a resource becomes, with its dashboards; these are left out where the cluster doesn't serve their kind. */
    Compilation beside(Compilation compilation, Meaning meaning) {
        if (!(compilation instanceof Compiled(List<HasMetadata> manifests, List<Notice> notices))) {
            return compilation;
        }
        List<Board> boards = boards(meaning);
        Optional<ServedKind> missing =
                DashboardObjects.kind(settings).filter(kind -> !boards.isEmpty() && !facts.serves(kind));
        List<HasMetadata> all = new ArrayList<>(manifests);
        List<Notice> told = new ArrayList<>(notices);
        unknown(meaning).ifPresent(told::add);
        missing.ifPresentOrElse(
                kind -> told.add(new Notice(
                        "DashboardsLeftOut", "its dashboards are left out, the cluster does not serve " + kind)),
                () -> {
                    if (meaning instanceof Meaning.Stack) {
                        all.addAll(DashboardObjects.before(StackBoards.folders(facts.services()), settings));
                    }
                    all.addAll(DashboardObjects.of(boards, settings, labels(meaning)));
                });
        return new Compiled(all, told);
    }

    /** Without a server to ask, what a service's telemetry is called is its owner's to say. */
    private Optional<Notice> unknown(Meaning meaning) {
        return settings.target().isPresent()
                        && meaning instanceof Meaning.Service(var declared, var _)
                        && declared.boards().conventions().isEmpty()
                        && !declared.boards().include().equals(Set.of(BoardWishes.Board.SLO))
                ? Optional.of(new Notice(
                        "ConventionsUnknown",
                        "its own dashboards are left out, as nothing is known of its metrics; state spec.dashboards.conventions,"
                                + " e.g. [OpenTelemetryHTTP, Pods, Logs], or let the operator detect them"))
                : Optional.empty();
    }

    /** JSON by uid, where nobody else brings dashboards into Grafana. */
    Map<String, String> files(Meaning meaning) {
        Map<String, String> files = new TreeMap<>();
        if (settings.target().filter(DashboardSettings.Target.FILES::equals).isPresent()) {
            boards(meaning)
                    .forEach(board ->
                            files.put(board.dashboard().uid(), board.dashboard().json()));
        }
        return files;
    }

    /** Of one resource. */
    List<Board> boards(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Objective(var slo) ->
                DeclaredService.of(slo.service(), facts.services())
                        .flatMap(service -> SloBoard.of(slo, service, settings))
                        .map(List::of)
                        .orElse(List.of());
            case Meaning.Service(var declared, var telemetry) ->
                ServiceBoards.of(new ServiceBoards.Scene(telemetry, declared), settings);
            case Meaning.Stack _ -> StackBoards.of(settings);
            case Meaning.Sampling _, Meaning.Guardrail _ -> List.of();
        };
    }

    private static Map<String, String> labels(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Objective(var slo) -> OutputLabels.ofSlo(slo.name(), Map.of());
            case Meaning.Service service -> OutputLabels.ofService(service.name(), Map.of());
            case Meaning.Stack _, Meaning.Sampling _, Meaning.Guardrail _ -> OutputLabels.with(Map.of());
        };
    }
}
