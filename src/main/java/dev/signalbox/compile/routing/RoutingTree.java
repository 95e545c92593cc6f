package dev.signalbox.compile.routing;

import dev.signalbox.model.Severity;
import dev.signalbox.model.routing.AlertMatch;
import dev.signalbox.model.routing.AlertRoute;
import dev.signalbox.model.routing.AlertRouting;
import dev.signalbox.model.routing.MuteTime;
import dev.signalbox.model.routing.Receiver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Routes, receivers and all else, in nobody's syntax.
 *
 * @param root takes all alerts
 * @param receivers each once, in the order of their names
 * @param inhibitions alerts that keep others quiet
 * @param muteTimes that routes name
 */
record RoutingTree(
        RouteNode root, List<NamedReceiver> receivers, List<Inhibition> inhibitions, List<MuteTime> muteTimes) {
    /** On alerts that are sent to try a path; they keep no real alert quiet, and are told by themselves. */
    static final String TEST = "signalbox_test";

    /** One notification for what one objective of one service has to say. */
    static final List<String> GROUP_BY = List.of("namespace", "service", "slo", Priority.SEVERITY, TEST);

    private static final String NAMESPACE = "namespace";
    private static final String SLO = "slo";
    private static final String SERVICE = "service";
    private static final String TEAM = "team";

    /** Of alerts that are neither page nor ticket. */
    private static final Timing OTHERS = Priority.P3.timing(Optional.empty());

    /** Told again with each flush of the group, which is every minute. */
    private static final Timing HEARTBEAT = new Timing("0s", "1m", "30s");

    RoutingTree {
        receivers = List.copyOf(receivers);
        inhibitions = List.copyOf(inhibitions);
        muteTimes = List.copyOf(muteTimes);
    }

    /** For alerts of all namespaces. */
    static RoutingTree of(AlertRouting routing, AlertedServices services) {
        return of(routing, services, _ -> true);
    }

    /** For alerts of one namespace alone. */
    static RoutingTree of(AlertRouting routing, AlertedServices services, String namespace) {
        return of(routing, services, namespace::equals);
    }

    private static RoutingTree of(AlertRouting routing, AlertedServices services, Predicate<String> namespaces) {
        List<AlertRoute> routes = routing.routes().stream()
                .filter(route -> route.match().namespaces().isEmpty()
                        || route.match().namespaces().stream().anyMatch(namespaces))
                .toList();
        Optional<Receiver> heart = routing.deadMansSwitch().filter(_ -> namespaces.test(routing.namespace()));
        List<RouteNode> nodes = new ArrayList<>();
        if (namespaces.test(routing.namespace())) {
            nodes.add(heartbeat(heart));
        }
        routes.forEach(route -> nodes.add(node(route)));
        Collection<String> named = new TreeSet<>(
                routes.stream().flatMap(route -> route.muteTimes().stream()).toList());
        return new RoutingTree(
                new RouteNode(NamedReceiver.NOBODY.name(), List.of(), OTHERS, List.of(), nodes),
                Stream.of(
                                Stream.of(NamedReceiver.NOBODY),
                                routes.stream().map(AlertRoute::receiver).map(NamedReceiver::of),
                                heart.stream().map(NamedReceiver::of))
                        .flatMap(receivers -> receivers)
                        .distinct()
                        .sorted(Comparator.comparing(NamedReceiver::name))
                        .toList(),
                inhibitions(services, namespaces),
                routing.muteTimes().stream()
                        .filter(time -> named.contains(time.name()))
                        .toList());
    }

    /** It fires all the time, and must not be told to people. */
    private static RouteNode heartbeat(Optional<Receiver> receiver) {
        return new RouteNode(
                receiver.map(NamedReceiver::name).orElse(NamedReceiver.NOBODY.name()),
                List.of(AlertMatcher.equal("alertname", DeadMansSwitch.ALERT)),
                HEARTBEAT,
                List.of(),
                List.of());
    }

    /** Mute times are not inherited, so each route has them. */
    private static RouteNode node(AlertRoute route) {
        String receiver = NamedReceiver.name(route.receiver());
        return new RouteNode(
                receiver,
                matchers(route.match()),
                OTHERS.repeating(route.repeat()),
                route.muteTimes(),
                Stream.of(Priority.values())
                        .filter(priority -> route.match().severities().isEmpty()
                                || route.match().severities().contains(priority.severity()))
                        .map(priority -> new RouteNode(
                                receiver,
                                priority.matchers(),
                                priority.timing(route.repeat()),
                                route.muteTimes(),
                                List.of()))
                        .toList());
    }

    private static List<AlertMatcher> matchers(AlertMatch match) {
        List<AlertMatcher> matchers = new ArrayList<>();
        if (!match.teams().isEmpty()) {
            matchers.add(AlertMatcher.oneOf(TEAM, match.teams()));
        }
        if (!match.namespaces().isEmpty()) {
            matchers.add(AlertMatcher.oneOf(NAMESPACE, match.namespaces()));
        }
        if (!match.severities().isEmpty()) {
            matchers.add(AlertMatcher.oneOf(
                    Priority.SEVERITY,
                    match.severities().stream().map(Severity::label).toList()));
        }
        return matchers;
    }

    private static List<Inhibition> inhibitions(AlertedServices services, Predicate<String> namespaces) {
        return Stream.concat(
                        Stream.of(pageOverTicket(services)),
                        services.dependents().entrySet().stream()
                                .filter(entry -> namespaces.test(entry.getKey().namespace()))
                                .map(entry -> dependencyOverDependent(
                                        entry.getKey().namespace(),
                                        entry.getKey().service(),
                                        entry.getValue())))
                .toList();
    }

    /** Only of SLOs: alerts that lack {@code slo}, those of collectors for example, would all be equal. */
    private static Inhibition pageOverTicket(AlertedServices services) {
        return new Inhibition(
                List.of(
                        AlertMatcher.equal(Priority.SEVERITY, Severity.PAGE.label()),
                        AlertMatcher.given(SLO),
                        AlertMatcher.equal(TEST, "")),
                List.of(AlertMatcher.equal(Priority.SEVERITY, Severity.TICKET.label()), AlertMatcher.given(SLO)),
                Stream.concat(Stream.of(NAMESPACE, SLO), services.groupLabels().stream())
                        .toList());
    }

    private static Inhibition dependencyOverDependent(
            String namespace, String dependency, Collection<String> dependents) {
        return new Inhibition(
                List.of(
                        AlertMatcher.equal(Priority.SEVERITY, Severity.PAGE.label()),
                        AlertMatcher.equal(NAMESPACE, namespace),
                        AlertMatcher.equal(SERVICE, dependency),
                        AlertMatcher.given(SLO),
                        AlertMatcher.equal(TEST, "")),
                List.of(
                        AlertMatcher.equal(NAMESPACE, namespace),
                        AlertMatcher.oneOf(SERVICE, dependents),
                        AlertMatcher.given(SLO)),
                List.of(NAMESPACE));
    }
}
