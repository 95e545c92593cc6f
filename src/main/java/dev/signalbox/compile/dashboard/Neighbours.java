package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.DashboardLink;
import dev.signalbox.compile.dashboard.place.DashboardAddress;
import dev.signalbox.compile.dashboard.place.DashboardSubject;
import dev.signalbox.compile.dashboard.place.DashboardSubject.OfService;
import dev.signalbox.compile.dashboard.place.DashboardSubject.OfStack;
import dev.signalbox.facts.BoardWishes;
import dev.signalbox.facts.BoardWishes.Board;
import dev.signalbox.model.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which dashboards lead to which: from everything to a service to what is behind it, and back. None leads to a dashboard that
 * is not made.
 */
final class Neighbours {
    private Neighbours() {}

    /**
     * @param service where the SLO's service is declared
     * @param wishes of that
     */
    static List<DashboardLink> ofSlo(Optional<ResourceName> service, BoardWishes wishes) {
        List<DashboardLink> links = new ArrayList<>(stack(OfStack.EXECUTIVE, OfStack.SLOS));
        service.ifPresent(name -> links.addAll(service(name, wishes, Board.GOLDEN_SIGNALS, Board.LOGS)));
        return links;
    }

    /** Up to everything, and over to what else there is of the service. */
    static List<DashboardLink> ofService(OfService self, BoardWishes wishes) {
        List<DashboardLink> links = new ArrayList<>(stack(OfStack.EXECUTIVE, OfStack.SLOS));
        links.addAll(service(
                self.service(),
                wishes,
                Stream.of(Board.values()).filter(board -> board != self.board()).toArray(Board[]::new)));
        return links;
    }

    /** All others of everything. */
    static List<DashboardLink> ofStack(OfStack self) {
        return stack(Stream.of(OfStack.values()).filter(other -> other != self).toArray(OfStack[]::new));
    }

    private static List<DashboardLink> stack(OfStack... wanted) {
        return Stream.of(wanted)
                .filter(StackBoards::makes)
                .map(subject -> switch (subject) {
                    case SLOS -> link(subject, "All SLOs", "Objectives of all services, the one most at risk first");
                    case EXECUTIVE -> link(subject, "All services", "How healthy everything is");
                    case CARDINALITY -> link(subject, "Cardinality", "Series of all services");
                    case COST -> link(subject, "Cost", "What telemetry costs");
                    case COLLECTORS -> link(subject, "Collectors", "Agents and gateways");
                    case OPERATOR -> link(subject, "Operator", "Signalbox itself");
                })
                .toList();
    }

    private static List<DashboardLink> service(ResourceName service, BoardWishes wishes, Board... wanted) {
        return Stream.of(wanted)
                .filter(board -> ServiceBoards.makes(board) && wishes.wants(board))
                .map(board -> link(
                        new OfService(service, board),
                        switch (board) {
                            case GOLDEN_SIGNALS -> "Service";
                            case SLO -> "SLOs";
                            case LOGS -> "Logs";
                            case RUNTIME -> "Runtime";
                            case DEPENDENCIES -> "Dependencies";
                        },
                        "Of " + service.name()))
                .toList();
    }

    private static DashboardLink link(DashboardSubject subject, String title, String tooltip) {
        return new DashboardLink(title, DashboardAddress.of(subject).path(), tooltip);
    }
}
