package dev.signalbox.compile.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.routing.AlertedServices.Objective;
import dev.signalbox.facts.AlertmanagerObject;
import dev.signalbox.facts.AlertmanagerObject.Strategy;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.routing.AlertMatch;
import dev.signalbox.model.routing.AlertRoute;
import dev.signalbox.model.routing.AlertRouting;
import dev.signalbox.model.routing.Receiver;
import dev.signalbox.model.routing.Receiver.SecretKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Where routes are put, so that the prometheus-operator lets them match. */
class RoutePlacementTest {
    private static final AlertedServices SERVICES = AlertedServices.of(
            List.of(
                    new Objective(
                            new ResourceName("shop", "a"),
                            new ServiceReference.Named("checkout"),
                            List.of(),
                            false,
                            false,
                            false),
                    new Objective(
                            new ResourceName("bank", "b"),
                            new ServiceReference.Named("ledger"),
                            List.of(),
                            false,
                            false,
                            false)),
            List.of(),
            Map.of(),
            DashboardSettings.NONE);
    private static final AlertRouting ROUTING = routing(new Receiver.MicrosoftTeams(new SecretKey("teams", "url")));

    @Test
    void isTheStacksNamespaceWhereAllRoutesMayMatchAnything() {
        AlertmanagerObject main = alertmanager(Strategy.NONE, Optional.empty());

        assertThat(placed(main)).isEqualTo(new RoutePlacement.Everywhere("observability", Optional.of(main)));
    }

    @Test
    void isTheAlertmanagersNamespaceWhereOnlyThoseOfThatMay() {
        AlertmanagerObject main =
                alertmanager(Strategy.ON_NAMESPACE_EXCEPT_FOR_ALERTMANAGER_NAMESPACE, Optional.empty());

        assertThat(placed(main)).isEqualTo(new RoutePlacement.Everywhere("monitoring", Optional.of(main)));
        assertThat(plan(main).notices())
                .extracting(notice -> notice.reason() + ": " + notice.message())
                .containsExactly(
                        "SecretsElsewhere: AlertmanagerConfig objects refer to Secrets of their own namespace: teams must be"
                                + " in monitoring");
    }

    @Test
    void isTheAlertmanagersNamespaceWhereItTakesFromNoOther() {
        AlertmanagerObject main = alertmanager(Strategy.NONE, Optional.of(Set.of("monitoring")));

        assertThat(placed(main).namespaces()).containsExactly("monitoring");
    }

    @Test
    void isEachNamespaceWithAlertsWhereRoutesMatchTheirOwnAlone() {
        AlertmanagerObject main = alertmanager(Strategy.ON_NAMESPACE, Optional.empty());

        assertThat(placed(main).namespaces()).containsExactly("bank", "observability", "shop");
        assertThat(plan(main).objects())
                .filteredOn(object -> object.getKind().equals("AlertmanagerConfig"))
                .extracting(object -> object.getMetadata().getNamespace())
                .containsExactly("bank", "observability", "shop");
    }

    @Test
    void saysWhyNamespacesAreNotReached() {
        assertThat(why(alertmanager(Strategy.ON_NAMESPACE, Optional.of(Set.of("shop")))))
                .isEqualTo(
                        "Alertmanager monitoring/main takes no routes from namespaces bank, observability: its selector"
                                + " wants it; or write alertmanagerConfigMatcherStrategy: {type: None} there");
        assertThat(why(alertmanager(Strategy.NONE, Optional.of(Set.of()))))
                .isEqualTo(
                        "Alertmanager monitoring/main takes no routes from namespace observability or monitoring: its"
                                + " selector wants it");
    }

    @Test
    void saysWhichReceiverAnAlertmanagerIsTooOldFor() {
        AlertmanagerObject old = new AlertmanagerObject(
                new ResourceName("monitoring", "main"), Strategy.NONE, Optional.empty(), "", Optional.of("v0.25.0"));

        assertThat(why(old)).contains("is of version v0.25.0", "the receiver of route rest needs 0.26");
        assertThat(RoutePlacement.of(
                        routing(new Receiver.Slack(new SecretKey("slack", "url"), Optional.empty())),
                        SERVICES,
                        Optional.of(List.of(old))))
                .isInstanceOf(RoutePlacement.Everywhere.class);
    }

    @Test
    void prefersTheAlertmanagerThatTakesAll() {
        AlertmanagerObject confined = alertmanager(Strategy.ON_NAMESPACE, Optional.empty());
        AlertmanagerObject open = new AlertmanagerObject(
                new ResourceName("zoo", "main"), Strategy.NONE, Optional.empty(), "", Optional.empty());

        assertThat(RoutePlacement.of(ROUTING, SERVICES, Optional.of(List.of(confined, open))))
                .isEqualTo(new RoutePlacement.Everywhere("observability", Optional.of(open)));
        assertThat(RoutePlacement.of(ROUTING, SERVICES, Optional.of(List.of())))
                .isInstanceOf(RoutePlacement.Unreachable.class);
        assertThat(RoutePlacement.of(ROUTING, SERVICES, Optional.empty()))
                .isEqualTo(new RoutePlacement.Everywhere("observability", Optional.empty()));
    }

    private static RoutePlacement placed(AlertmanagerObject alertmanager) {
        return RoutePlacement.of(ROUTING, SERVICES, Optional.of(List.of(alertmanager)));
    }

    private static RoutingPlan plan(AlertmanagerObject alertmanager) {
        return RoutingPlan.of(ROUTING, SERVICES, Optional.of(List.of(alertmanager)), ClusterFacts.WITHOUT_CLUSTER);
    }

    private static String why(AlertmanagerObject alertmanager) {
        return placed(alertmanager) instanceof RoutePlacement.Unreachable(var _, String why) ? why : "it is reached";
    }

    private static AlertmanagerObject alertmanager(Strategy strategy, Optional<Set<String>> from) {
        return new AlertmanagerObject(
                new ResourceName("monitoring", "main"),
                strategy,
                from.<SortedSet<String>>map(TreeSet::new),
                from.isEmpty() ? "" : "its selector wants it",
                Optional.of("0.28.1"));
    }

    private static AlertRouting routing(Receiver receiver) {
        return new AlertRouting(
                "observability",
                List.of(new AlertRoute("rest", AlertMatch.ALL, receiver, Optional.empty(), List.of())),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }
}
