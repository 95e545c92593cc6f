package dev.signalbox.status;

import static dev.signalbox.status.Verdict.Type.DASHBOARDS_SYNCHRONIZED;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** What is said of dashboards; the worst of all. Nothing else depends on them: rules and collectors work without. */
final class BoardVerdicts {
    private BoardVerdicts() {}

    static Optional<Verdict> of(Boards boards) {
        return switch (boards) {
            case Boards.None _ -> Optional.empty();
            case Boards.KindMissing(var kind) ->
                Optional.of(Verdict.no(
                        DASHBOARDS_SYNCHRONIZED,
                        Reason.KIND_NOT_SERVED,
                        "the cluster does not serve " + kind
                                + ", or the operator may not write it; it is done as soon as both" + " are so"));
            case Boards.Undelivered(Delivery delivery) -> undelivered(delivery);
            case Boards.InCluster(var seen) ->
                seen.entrySet().stream()
                        .max(Comparator.comparing((Map.Entry<String, Boards.Seen> one) ->
                                        one.getValue().state())
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                        .map(worst -> verdict(worst.getKey(), worst.getValue(), seen.size()));
        };
    }

    private static Optional<Verdict> undelivered(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Contended(String output, String holders) ->
                Optional.of(Verdict.no(
                        DASHBOARDS_SYNCHRONIZED,
                        Reason.CONTENDED,
                        "%s is there and not ours (managed by %s), and was left alone; delete it"
                                .formatted(output, holders)));
            case Delivery.Refused(String output, String message) ->
                Optional.of(
                        Verdict.no(DASHBOARDS_SYNCHRONIZED, Reason.REFUSED, output + ": " + message + hint(message)));
            case Delivery.Delivered _, Delivery.Kept _ -> Optional.empty();
        };
    }

    /** The Grafana operator takes no other instances for an object that it knows. */
    private static String hint(String message) {
        return message.contains("immutable")
                ? "; delete the object, it is made again as the stack asks for it now"
                : "";
    }

    private static Verdict verdict(String object, Boards.Seen seen, int count) {
        return switch (seen.state()) {
            case IN_GRAFANA ->
                Verdict.yes(
                        DASHBOARDS_SYNCHRONIZED,
                        Reason.SYNCHRONIZED,
                        count == 1 ? "the dashboard is in Grafana" : "all " + count + " dashboards are in Grafana");
            case NOT_TOLD ->
                Verdict.unknown(
                        DASHBOARDS_SYNCHRONIZED,
                        Reason.NOT_TOLD,
                        "the ConfigMaps are in the cluster; Grafana's sidecar tells nobody what it takes in");
            case AWAITED ->
                Verdict.unknown(
                        DASHBOARDS_SYNCHRONIZED,
                        Reason.AWAITING_GRAFANA,
                        "the Grafana operator has not told yet what became of " + object);
            case NO_INSTANCE ->
                Verdict.no(
                        DASHBOARDS_SYNCHRONIZED,
                        Reason.NO_MATCHING_INSTANCE,
                        "no Grafana object has the labels of the stack's spec.dashboards.instanceSelector: " + object);
            case FAILED -> Verdict.no(DASHBOARDS_SYNCHRONIZED, Reason.NOT_SYNCHRONIZED, object + ": " + seen.message());
        };
    }
}
