package dev.signalbox.compile.routing;

import dev.signalbox.compile.Notice;
import dev.signalbox.facts.AlertmanagerObject;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.routing.AlertMatch;
import dev.signalbox.model.routing.AlertRoute;
import dev.signalbox.model.routing.AlertRouting;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Alertmanager is told of who is told; the same declarations in any order give the same bytes.
 *
 * @param placement where routes are put; nothing: nobody asked for any
 * @param objects for the cluster: routes where AlertmanagerConfig is served, and the rule of the dead man's switch
 * @param file the whole configuration of an Alertmanager that is not an operator's; nothing where no routes are declared
 * @param notices what the owner of the stack should know although it works
 */
public record RoutingPlan(
        Optional<RoutePlacement> placement, List<HasMetadata> objects, Optional<String> file, List<Notice> notices) {
    /** Name of the file, beside manifests. */
    public static final String FILE = "alertmanager.yml";

    private static final int MOST_NAMED = 5;

    /** Nobody is told of anything by us. */
    public static final RoutingPlan NOTHING = new RoutingPlan(Optional.empty(), List.of(), Optional.empty(), List.of());

    public RoutingPlan {
        objects = List.copyOf(objects);
        notices = List.copyOf(notices);
    }

    /**
     * Nothing is routed unless the stack says so.
     *
     * @param alertmanagers that there are; nothing: that is not known
     */
    public static RoutingPlan of(
            AlertRouting routing,
            AlertedServices services,
            Optional<List<AlertmanagerObject>> alertmanagers,
            ClusterFacts facts) {
        if (!routing.isAsked()) {
            return NOTHING;
        }
        RoutePlacement placement = RoutePlacement.of(routing, services, alertmanagers);
        return new RoutingPlan(
                Optional.of(placement),
                Stream.concat(
                                facts.serves(ServedKind.ALERTMANAGER_CONFIG)
                                        ? configs(placement, routing, services)
                                        : Stream.empty(),
                                DeadMansSwitch.rule(routing.namespace(), facts).stream())
                        .toList(),
                Optional.of(AlertmanagerFile.text(RoutingTree.of(routing, services))),
                notices(routing, placement, services));
    }

    /** Whether an object of that kind and name is one of these, of whichever plan. */
    public static boolean isOutput(ServedKind kind, String name) {
        return kind.equals(ServedKind.ALERTMANAGER_CONFIG) || name.equals(DeadMansSwitch.NAME);
    }

    /** Whether a receiver of ours, by the name that Alertmanager knows it by, tells nobody. */
    public static boolean isNobody(String receiver) {
        String nobody = NamedReceiver.NOBODY.name();
        return receiver.equals(nobody) || receiver.endsWith("/" + AlertmanagerConfigObject.NAME + "/" + nobody);
    }

    private static Stream<HasMetadata> configs(
            RoutePlacement placement, AlertRouting routing, AlertedServices services) {
        return switch (placement) {
            case RoutePlacement.Everywhere(String namespace, var _) ->
                Stream.of(AlertmanagerConfigObject.of(RoutingTree.of(routing, services), namespace, routing.labels()));
            case RoutePlacement.EachNamespace(var namespaces, var _) ->
                namespaces.stream()
                        .map(namespace -> AlertmanagerConfigObject.of(
                                RoutingTree.of(routing, services, namespace), namespace, routing.labels()));
            case RoutePlacement.Unreachable(RoutePlacement written, String _) -> configs(written, routing, services);
        };
    }

    private static List<Notice> notices(AlertRouting routing, RoutePlacement placement, AlertedServices services) {
        List<Notice> notices = new ArrayList<>();
        if (routing.routes().stream().map(AlertRoute::match).noneMatch(AlertMatch.ALL::equals)) {
            notices.add(
                    new Notice(
                            "AlertsUnrouted",
                            "alerts that no route of spec.alerting.routes matches reach nobody; write a last route without match"));
        }
        if (placement.needsSecretsBeside(routing.namespace())) {
            notices.add(new Notice(
                    "SecretsElsewhere",
                    "AlertmanagerConfig objects refer to Secrets of their own namespace: %s must be in %s"
                            .formatted(
                                    String.join(", ", RoutePlacement.secrets(routing)),
                                    String.join(", ", placement.namespaces()))));
        }
        if (!services.incompletePages().isEmpty()) {
            notices.add(new Notice("PagesIncomplete", incomplete(services.incompletePages())));
        }
        return notices;
    }

    private static String incomplete(SortedMap<ResourceName, String> pages) {
        return "whoever is woken needs runbook, team and dashboard; without page %s%s; write spec.alerting.runbook and dashboard of the SLO, and team of its service"
                .formatted(
                        pages.entrySet().stream()
                                .limit(MOST_NAMED)
                                .map(slo -> slo.getKey() + " (" + slo.getValue() + ")")
                                .collect(Collectors.joining(", ")),
                        pages.size() > MOST_NAMED ? " and %d more".formatted(pages.size() - MOST_NAMED) : "");
    }
}
