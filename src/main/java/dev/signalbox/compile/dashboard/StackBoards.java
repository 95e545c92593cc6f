package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.place.DashboardFolder;
import dev.signalbox.compile.dashboard.place.DashboardSubject.OfStack;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.ResourceName;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Dashboards of everything that a stack sees. */
public final class StackBoards {
    /** A row for each that is made. */
    private static final Map<OfStack, Function<Frame, Dashboard>> MADE = Map.of(
            OfStack.EXECUTIVE, ExecutiveBoard::of,
            OfStack.SLOS, SloOverview::of,
            OfStack.CARDINALITY, CardinalityBoard::of,
            OfStack.COST, CostBoard::of,
            OfStack.COLLECTORS, CollectorsBoard::of,
            OfStack.OPERATOR, OperatorBoard::of);

    private StackBoards() {}

    static boolean makes(OfStack subject) {
        return MADE.containsKey(subject);
    }

    /** All of them; none where nobody takes dashboards. */
    public static List<Board> of(DashboardSettings settings) {
        return settings.target().isEmpty()
                ? List.of()
                : MADE.keySet().stream()
                        .sorted()
                        .map(subject -> board(subject, settings))
                        .toList();
    }

    /** Its own folder, and those of all services. */
    public static List<DashboardFolder> folders(Map<ResourceName, DeclaredService> services) {
        return Stream.concat(
                        Stream.of(DashboardFolder.STACK),
                        services.entrySet().stream()
                                .map(service -> DashboardFolder.of(
                                        service.getValue(), service.getKey().namespace())))
                .distinct()
                .sorted(Comparator.comparing(DashboardFolder::title))
                .toList();
    }

    private static Board board(OfStack subject, DashboardSettings settings) {
        return new Board(
                subject,
                new ResourceName(
                        settings.namespace(),
                        "signalbox-dashboard-" + subject.name().toLowerCase(Locale.ROOT)),
                DashboardFolder.STACK,
                MADE.get(subject).apply(new Frame(subject, settings, Neighbours.ofStack(subject))));
    }
}
