package dev.signalbox.operator.dashboards;

import dev.signalbox.compile.dashboard.Board;
import dev.signalbox.compile.dashboard.DashboardObjects;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.apply.Progress;
import dev.signalbox.status.Boards;
import dev.signalbox.status.Delivery;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The dashboards that a resource is to have. They are brought beside everything else that it becomes: whatever is wrong with
 * them is in the way of nothing.
 *
 * @param manifests none where their kind is missing
 * @param missing the kind that would bring them
 */
public record WantedBoards(List<HasMetadata> manifests, Optional<ServedKind> missing) {
    public static final WantedBoards NONE = new WantedBoards(List.of(), Optional.empty());

    public WantedBoards {
        manifests = List.copyOf(manifests);
    }

    /**
     * @param before what has to be there before them
     * @param labels of all objects made from the same resource
     * @param outputs which knows what is served and may be written
     */
    public static WantedBoards of(
            List<Board> boards,
            List<HasMetadata> before,
            DashboardSettings settings,
            Map<String, String> labels,
            Outputs outputs) {
        Optional<ServedKind> missing = DashboardObjects.kind(settings)
                .filter(kind -> !boards.isEmpty() && !outputs.watches(OutputKind.of(kind)));
        return missing.isPresent()
                ? new WantedBoards(List.of(), missing)
                : new WantedBoards(
                        Stream.concat(before.stream(), DashboardObjects.of(boards, settings, labels).stream())
                                .toList(),
                        Optional.empty());
    }

    /** Whether an object is one of these, so that it is not deleted with what is no longer wanted. */
    public boolean hold(OutputKind kind, ResourceName name) {
        return manifests.stream()
                .anyMatch(manifest -> OutputKind.of(manifest) == kind
                        && ObjectNames.of(manifest).equals(name));
    }

    /** Applies them, and tells what is known of each. */
    public Boards bring(Owner owner, Applier applier, Outputs outputs) {
        if (missing.isPresent()) {
            return new Boards.KindMissing(missing.get().toString());
        }
        if (manifests.isEmpty()) {
            return new Boards.None();
        }
        Delivery delivery = put(owner, applier);
        return delivery instanceof Delivery.Delivered
                ? new Boards.InCluster(seen(outputs))
                : new Boards.Undelivered(delivery);
    }

    private Delivery put(Owner owner, Applier applier) {
        try {
            return applier.put(owner, manifests);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return new Delivery.Refused("namespace of the dashboards", String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private SortedMap<String, Boards.Seen> seen(Outputs outputs) {
        SortedMap<String, Boards.Seen> seen = new TreeMap<>();
        for (HasMetadata manifest : manifests) {
            OutputKind kind = OutputKind.of(manifest);
            switch (kind) {
                case GRAFANA_DASHBOARD ->
                    seen.put(
                            kind.kind().kind() + " " + ObjectNames.of(manifest),
                            outputs.progress(kind, ObjectNames.of(manifest))
                                    .map(WantedBoards::seen)
                                    .orElse(new Boards.Seen(Boards.State.AWAITED, "")));
                case CONFIG_MAP ->
                    seen.put(
                            kind.kind().kind() + " " + ObjectNames.of(manifest),
                            new Boards.Seen(Boards.State.NOT_TOLD, ""));
                default -> {}
            }
        }
        return seen;
    }

    private static Boards.Seen seen(Progress progress) {
        return progress instanceof Progress.Synchronization(var state, String message)
                ? new Boards.Seen(
                        switch (state) {
                            case AWAITED -> Boards.State.AWAITED;
                            case DONE -> Boards.State.IN_GRAFANA;
                            case NO_INSTANCE -> Boards.State.NO_INSTANCE;
                            case FAILED -> Boards.State.FAILED;
                        },
                        message)
                : new Boards.Seen(Boards.State.AWAITED, "");
    }
}
