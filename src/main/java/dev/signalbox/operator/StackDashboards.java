package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.compile.dashboard.DashboardObjects;
import dev.signalbox.compile.dashboard.StackBoards;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.dashboards.WantedBoards;
import dev.signalbox.status.Boards;
import dev.signalbox.status.Delivery;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Dashboards of all that a stack sees, the folders of all dashboards, and data sources. */
final class StackDashboards {
    private final Applier applier;
    private final Outputs outputs;
    private final Predicate<String> watched;

    /** @param watched namespaces in which the operator works */
    StackDashboards(Applier applier, Outputs outputs, Predicate<String> watched) {
        this.applier = applier;
        this.outputs = outputs;
        this.watched = watched;
    }

    /** What the stack asks for; nothing where it can't be told. */
    WantedBoards wanted(StackDraft draft, Collection<ServiceObservability> services) {
        return facts(draft)
                .map(ClusterFacts::dashboards)
                .map(settings -> WantedBoards.of(
                        StackBoards.of(settings),
                        DashboardObjects.before(StackBoards.folders(ServiceReader.declared(services)), settings),
                        settings,
                        OutputLabels.with(Map.of()),
                        outputs))
                .orElse(WantedBoards.NONE);
    }

    Boards bring(Owner owner, WantedBoards wanted) {
        Optional<String> elsewhere = wanted.manifests().stream()
                .map(manifest -> manifest.getMetadata().getNamespace())
                .filter(watched.negate())
                .findFirst();
        return elsewhere.isPresent()
                ? new Boards.Undelivered(new Delivery.Refused(
                        "namespace " + elsewhere.get(), "the operator does not work there; list it in --namespaces"))
                : wanted.bring(owner, applier, outputs);
    }

    private static Optional<ClusterFacts> facts(StackDraft draft) {
        return switch (draft) {
            case StackDraft.Wrong _ -> Optional.empty();
            case StackDraft.WithoutCollectors none -> Optional.of(none.facts());
            case StackDraft.WithCollectors collectors -> Optional.of(collectors.facts());
        };
    }
}
