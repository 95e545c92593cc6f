package dev.signalbox.intake;

import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.Dashboards;
import dev.signalbox.facts.BoardWishes;
import dev.signalbox.facts.BoardWishes.Board;
import dev.signalbox.facts.Convention;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads which dashboards a service is to have: from what its owner says, and what was detected. */
final class DashboardWishes {
    private DashboardWishes() {}

    /** What is stated counts, and what is detected only where nothing is. */
    static BoardWishes of(
            Optional<ServiceObservabilitySpec> spec, Optional<List<ServiceObservabilitySpec.Convention>> detected) {
        Optional<Dashboards> dashboards = spec.map(ServiceObservabilitySpec::dashboards);
        return new BoardWishes(
                dashboards.map(Dashboards::folder),
                dashboards.map(Dashboards::include).map(DashboardWishes::boards).orElse(BoardWishes.ALL.include()),
                dashboards
                        .map(Dashboards::conventions)
                        .or(() -> detected)
                        .map(DashboardWishes::conventions)
                        .orElse(Set.of()),
                isThere(spec.map(ServiceObservabilitySpec::dependencies))
                        || isThere(spec.map(ServiceObservabilitySpec::probes)));
    }

    private static boolean isThere(Optional<? extends List<?>> list) {
        return list.filter(some -> !some.isEmpty()).isPresent();
    }

    private static Set<Convention> conventions(Collection<ServiceObservabilitySpec.Convention> stated) {
        return stated.stream()
                .filter(Objects::nonNull)
                .map(convention -> Convention.valueOf(convention.name()))
                .collect(Collectors.toSet());
    }

    private static Set<Board> boards(Collection<ServiceObservabilitySpec.Dashboard> include) {
        return include.stream()
                .filter(Objects::nonNull)
                .map(DashboardWishes::board)
                .collect(Collectors.toSet());
    }

    private static Board board(ServiceObservabilitySpec.Dashboard dashboard) {
        return switch (dashboard) {
            case GOLDEN_SIGNALS -> Board.GOLDEN_SIGNALS;
            case SLO -> Board.SLO;
            case LOGS -> Board.LOGS;
            case RUNTIME -> Board.RUNTIME;
            case DEPENDENCIES -> Board.DEPENDENCIES;
        };
    }
}
