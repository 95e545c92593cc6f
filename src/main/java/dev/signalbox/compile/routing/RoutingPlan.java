package dev.signalbox.compile.routing;

import dev.signalbox.compile.Notice;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.routing.AlertMatch;
import dev.signalbox.model.routing.AlertRoute;
import dev.signalbox.model.routing.AlertRouting;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Alertmanager is told of who is told; the same declarations in any order give the same bytes.
 *
 * @param objects for the cluster: routes where AlertmanagerConfig is served, and the rule of the dead man's switch
 * @param file the whole configuration of an Alertmanager that is not an operator's; nothing where no routes are declared
 * @param notices what the owner of the stack should know although it works
 */
public record RoutingPlan(List<HasMetadata> objects, Optional<String> file, List<Notice> notices) {
    /** Name of the file, beside manifests. */
    public static final String FILE = "alertmanager.yml";

    private static final RoutingPlan NOTHING = new RoutingPlan(List.of(), Optional.empty(), List.of());

    public RoutingPlan {
        objects = List.copyOf(objects);
        notices = List.copyOf(notices);
    }

    /** Nothing is routed unless the stack says so. */
    public static RoutingPlan of(AlertRouting routing, AlertedServices services, ClusterFacts facts) {
        if (!routing.isAsked()) {
            return NOTHING;
        }
        RoutingTree all = RoutingTree.of(routing, services);
        return new RoutingPlan(
                Stream.concat(
                                facts.serves(ServedKind.ALERTMANAGER_CONFIG)
                                        ? Stream.of(
                                                AlertmanagerConfigObject.of(all, routing.namespace(), routing.labels()))
                                        : Stream.empty(),
                                DeadMansSwitch.rule(routing.namespace(), facts).stream())
                        .toList(),
                Optional.of(AlertmanagerFile.text(all)),
                notices(routing));
    }

    private static List<Notice> notices(AlertRouting routing) {
        boolean takesAll = routing.routes().stream().map(AlertRoute::match).anyMatch(AlertMatch.ALL::equals);
        return takesAll
                ? List.of()
                : List.of(
                        new Notice(
                                "AlertsUnrouted",
                                "alerts that no route of spec.alerting.routes matches reach nobody; write a last route without match"));
    }
}
