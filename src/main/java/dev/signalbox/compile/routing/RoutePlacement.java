package dev.signalbox.compile.routing;

import dev.signalbox.facts.AlertmanagerObject;
import dev.signalbox.model.routing.AlertRoute;
import dev.signalbox.model.routing.AlertRouting;
import dev.signalbox.model.routing.Receiver;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In which namespaces routes are put, so that the prometheus-operator lets them match. */
public sealed interface RoutePlacement {

    /**
     * One object for all alerts.
     *
     * @param namespace of the object
     * @param by the Alertmanager that takes it; nothing: it is not known whether one does
     */
    record Everywhere(String namespace, Optional<AlertmanagerObject> by) implements RoutePlacement {}

    /** An object in each namespace, for the alerts of that namespace; what inhibits, does so within one. */
    record EachNamespace(SortedSet<String> namespaces, AlertmanagerObject by) implements RoutePlacement {
        public EachNamespace {
            namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
        }
    }

    /**
     * Some alerts, or all, are not routed by what can be written.
     *
     * @param written where it is put all the same
     * @param why no more is reached, and what to change
     */
    record Unreachable(RoutePlacement written, String why) implements RoutePlacement {}

    /** @param alertmanagers that there are; nothing: that is not known */
    static RoutePlacement of(
            AlertRouting routing, AlertedServices services, Optional<List<AlertmanagerObject>> alertmanagers) {
        Everywhere usual = new Everywhere(routing.namespace(), Optional.empty());
        if (alertmanagers.isEmpty()) {
            return usual;
        }
        if (alertmanagers.get().isEmpty()) {
            return new Unreachable(
                    usual,
                    "there is no Alertmanager object that could take AlertmanagerConfig objects in; make one, or use"
                            + " alertmanager.yml of signalbox render -o DIR");
        }
        return alertmanagers.get().stream()
                .sorted(Comparator.comparing(AlertmanagerObject::name))
                .map(alertmanager -> at(routing, services, alertmanager))
                .min(Comparator.comparing(RoutePlacement::rank))
                .orElse(usual);
    }

    private static int rank(RoutePlacement placement) {
        return switch (placement) {
            case Everywhere _ -> 0;
            case EachNamespace _ -> 1;
            case Unreachable(RoutePlacement written, String _) -> 2 + rank(written);
        };
    }

    private static RoutePlacement at(AlertRouting routing, AlertedServices services, AlertmanagerObject alertmanager) {
        RoutePlacement placement =
                switch (alertmanager.strategy()) {
                    case NONE ->
                        everywhere(
                                alertmanager,
                                Stream.of(
                                        routing.namespace(), alertmanager.name().namespace()));
                    case ON_NAMESPACE_EXCEPT_FOR_ALERTMANAGER_NAMESPACE ->
                        everywhere(alertmanager, Stream.of(alertmanager.name().namespace()));
                    case ON_NAMESPACE -> eachNamespace(routing, services, alertmanager);
                };
        return tooOld(routing, alertmanager)
                .<RoutePlacement>map(why -> new Unreachable(
                        placement instanceof Unreachable(RoutePlacement written, String _) ? written : placement, why))
                .orElse(placement);
    }

    private static RoutePlacement everywhere(AlertmanagerObject alertmanager, Stream<String> candidates) {
        List<String> namespaces = candidates.distinct().toList();
        return namespaces.stream()
                .filter(alertmanager::takesFrom)
                .findFirst()
                .<RoutePlacement>map(namespace -> new Everywhere(namespace, Optional.of(alertmanager)))
                .orElseGet(() -> new Unreachable(
                        new Everywhere(namespaces.getFirst(), Optional.of(alertmanager)),
                        "Alertmanager %s takes no routes from namespace %s: %s"
                                .formatted(
                                        alertmanager.name(), String.join(" or ", namespaces), alertmanager.refusal())));
    }

    private static RoutePlacement eachNamespace(
            AlertRouting routing, AlertedServices services, AlertmanagerObject alertmanager) {
        SortedSet<String> wanted = new TreeSet<>(services.namespaces());
        wanted.add(routing.namespace());
        EachNamespace all = new EachNamespace(wanted, alertmanager);
        List<String> left = wanted.stream()
                .filter(namespace -> !alertmanager.takesFrom(namespace))
                .toList();
        return left.isEmpty()
                ? all
                : new Unreachable(
                        all,
                        "Alertmanager %s takes no routes from %s %s: %s; or write alertmanagerConfigMatcherStrategy: {type: None} there"
                                .formatted(
                                        alertmanager.name(),
                                        left.size() == 1 ? "namespace" : "namespaces",
                                        left.stream().limit(5).collect(Collectors.joining(", "))
                                                + (left.size() > 5 ? ", …" : ""),
                                        alertmanager.refusal()));
    }

    private static Optional<String> tooOld(AlertRouting routing, AlertmanagerObject alertmanager) {
        return alertmanager.version().flatMap(AlertmanagerVersion::parse).flatMap(version -> routing.routes().stream()
                .filter(route -> !version.knows(route.receiver()))
                .findFirst()
                .map(route -> tooOld(route, alertmanager)));
    }

    private static String tooOld(AlertRoute route, AlertmanagerObject alertmanager) {
        return "Alertmanager %s is of version %s, and the receiver of route %s needs %s; set its spec.version, or use another receiver"
                .formatted(
                        alertmanager.name(),
                        alertmanager.version().orElse(""),
                        route.name(),
                        AlertmanagerVersion.needed(route.receiver()));
    }

    /** Namespaces in which objects are. */
    default SortedSet<String> namespaces() {
        return switch (this) {
            case Everywhere(String namespace, var _) -> new TreeSet<>(List.of(namespace));
            case EachNamespace(SortedSet<String> namespaces, var _) -> namespaces;
            case Unreachable(RoutePlacement written, String _) -> written.namespaces();
        };
    }

    /** Whose Secrets are where the stack does not say they are. */
    default boolean needsSecretsBeside(String namespace) {
        return !namespaces().equals(new TreeSet<>(List.of(namespace)));
    }

    /** Names of Secrets that objects refer to. */
    static SortedSet<String> secrets(AlertRouting routing) {
        return Stream.concat(routing.routes().stream().map(AlertRoute::receiver), routing.deadMansSwitch().stream())
                .flatMap(receiver -> secret(receiver).stream())
                .map(Receiver.SecretKey::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<Receiver.SecretKey> secret(Receiver receiver) {
        return switch (receiver) {
            case Receiver.Slack(var url, var _) -> Optional.of(url);
            case Receiver.PagerDuty(var key) -> Optional.of(key);
            case Receiver.Opsgenie(var key) -> Optional.of(key);
            case Receiver.MicrosoftTeams(var url) -> Optional.of(url);
            case Receiver.MicrosoftTeamsWorkflow(var url) -> Optional.of(url);
            case Receiver.Email(var _, var _, var password) -> password;
            case Receiver.Webhook(var url) -> Optional.of(url);
        };
    }
}
