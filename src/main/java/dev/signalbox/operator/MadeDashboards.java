package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.Dashboard;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.DashboardStatus;
import dev.signalbox.compile.dashboard.Board;
import dev.signalbox.compile.dashboard.place.DashboardAddress;
import dev.signalbox.compile.dashboard.place.DashboardSubject;
import dev.signalbox.facts.DashboardSettings;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Where the dashboards of a service are, as its status tells it. */
final class MadeDashboards {
    private MadeDashboards() {}

    static List<DashboardStatus> of(Collection<Board> boards, DashboardSettings settings) {
        return boards.stream().flatMap(board -> of(board, settings)).toList();
    }

    private static Stream<DashboardStatus> of(Board board, DashboardSettings settings) {
        return switch (board.subject()) {
            case DashboardSubject.OfService subject -> {
                DashboardAddress address = DashboardAddress.of(subject);
                yield Stream.of(new DashboardStatus(
                        switch (subject.board()) {
                            case GOLDEN_SIGNALS -> Dashboard.GOLDEN_SIGNALS;
                            case SLO -> Dashboard.SLO;
                            case LOGS -> Dashboard.LOGS;
                            case RUNTIME -> Dashboard.RUNTIME;
                            case DEPENDENCIES -> Dashboard.DEPENDENCIES;
                        },
                        address.uid(),
                        address.url(settings).orElse(null)));
            }
            case DashboardSubject.OfSlo _, DashboardSubject.OfStack _ -> Stream.empty();
        };
    }
}
