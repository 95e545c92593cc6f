package dev.signalbox.operator.routing;

import dev.signalbox.compile.routing.RoutePlacement;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.operator.routing.PublishedRouting.Written;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.Reason;
import dev.signalbox.status.Verdict;
import java.util.Optional;

/** Whether alerts get to where routes point, as far as it can be known without sending any. */
final class RouteVerdicts {
    private static final Verdict.Type TYPE = Verdict.Type.ALERTS_ROUTED;

    private RouteVerdicts() {}

    /** The condition; with it {@code Ready}, where routes are in the way of that. */
    static Verdict[] of(RoutePlacement placement, Written written) {
        if (!written.served()) {
            return new Verdict[] {
                Verdict.no(
                        TYPE,
                        Reason.KIND_NOT_SERVED,
                        "%s is not served, or the operator may not write it (manifests/base/rbac-routing.yaml), so routes are not applied; alertmanager.yml of signalbox render -o DIR is the same for an Alertmanager without the prometheus-operator"
                                .formatted(ServedKind.ALERTMANAGER_CONFIG))
            };
        }
        Optional<Verdict> undelivered = written.objects().values().stream()
                .flatMap(delivery -> undelivered(delivery).stream())
                .findFirst();
        return undelivered.map(verdict -> new Verdict[] {verdict}).orElseGet(() -> placed(placement));
    }

    private static Optional<Verdict> undelivered(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Delivered _, Delivery.Kept _ -> Optional.empty();
            case Delivery.Contended(String output, String holders) ->
                Optional.of(Verdict.no(
                        TYPE,
                        Reason.CONTENDED,
                        "%s is there and not ours (managed by %s), and was left alone; delete or rename it"
                                .formatted(output, holders)));
            case Delivery.Refused(String output, String message) ->
                Optional.of(Verdict.no(TYPE, Reason.REFUSED, output + ": " + message));
        };
    }

    private static Verdict[] placed(RoutePlacement placement) {
        return switch (placement) {
            case RoutePlacement.Everywhere(String namespace, var by) ->
                new Verdict[] {
                    by.map(alertmanager -> Verdict.yes(
                                    TYPE,
                                    Reason.ROUTED,
                                    "Alertmanager %s takes routes for all alerts from namespace %s"
                                            .formatted(alertmanager.name(), namespace)))
                            .orElseGet(() -> Verdict.unknown(
                                    TYPE,
                                    Reason.NOT_OBSERVED,
                                    "Alertmanager objects can't be read (manifests/base/rbac-routing.yaml), so it is not known whether one takes the routes in namespace "
                                            + namespace))
                };
            case RoutePlacement.EachNamespace(var namespaces, var by) ->
                new Verdict[] {
                    Verdict.yes(
                            TYPE,
                            Reason.ROUTED,
                            "Alertmanager %s takes routes for alerts of an object's own namespace alone (%s), so each of %d namespaces has one"
                                    .formatted(by.name(), by.strategy().text(), namespaces.size()))
                };
            case RoutePlacement.Unreachable(var _, String why) ->
                new Verdict[] {
                    Verdict.no(TYPE, Reason.ROUTES_UNREACHABLE, why),
                    Verdict.no(Verdict.Type.READY, Reason.ROUTES_UNREACHABLE, why)
                };
        };
    }
}
