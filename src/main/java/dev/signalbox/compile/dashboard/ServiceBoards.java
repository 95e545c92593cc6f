package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.place.DashboardFolder;
import dev.signalbox.compile.dashboard.place.DashboardSubject.OfService;
import dev.signalbox.facts.BoardWishes;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** Dashboards of one service. */
public final class ServiceBoards {
    /** A row for each that is made; what its SLOs show is made by {@link SloBoard}. */
    private static final Map<BoardWishes.Board, BiFunction<Frame, Scene, Dashboard>> MADE = Map.of(
            BoardWishes.Board.GOLDEN_SIGNALS, GoldenSignals::of,
            BoardWishes.Board.LOGS, LogsBoard::of,
            BoardWishes.Board.RUNTIME, RuntimeBoard::of,
            BoardWishes.Board.DEPENDENCIES, DependenciesBoard::of);

    private ServiceBoards() {}

    /**
     * What a dashboard of a service is made from.
     *
     * @param telemetry what collectors do for it
     * @param declared who owns it
     */
    public record Scene(TelemetryService telemetry, DeclaredService declared) {}

    static boolean makes(BoardWishes.Board board) {
        return MADE.containsKey(board);
    }

    /** All that the service wants; none where nobody takes dashboards. */
    public static List<Board> of(Scene scene, DashboardSettings settings) {
        if (settings.target().isEmpty()) {
            return List.of();
        }
        BoardWishes wishes = scene.declared().boards();
        ResourceName service = scene.telemetry().resource();
        return MADE.keySet().stream()
                .filter(wishes::wants)
                .sorted()
                .map(board -> {
                    OfService subject = new OfService(service, board);
                    Frame frame = new Frame(subject, settings, Neighbours.ofService(subject, wishes));
                    return new Board(
                            subject,
                            new ResourceName(service.namespace(), objectName(board, service)),
                            DashboardFolder.of(scene.declared(), service.namespace()),
                            MADE.get(board).apply(frame, scene));
                })
                .toList();
    }

    private static String objectName(BoardWishes.Board board, ResourceName service) {
        return "dashboard-" + board.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + service.name();
    }
}
