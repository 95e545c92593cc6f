package dev.signalbox.facts;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which dashboards the owner of a service wants, and where; from {@code ServiceObservability.spec.dashboards}.
 *
 * @param folder title of a folder in Grafana; nothing: the team's
 * @param include those that are made, where the service has data for them
 */
public record BoardWishes(Optional<String> folder, Set<Board> include) {
    /** Where nothing is said. */
    public static final BoardWishes ALL = new BoardWishes(Optional.empty(), EnumSet.allOf(Board.class));

    /** What a dashboard of a service shows. */
    public enum Board {
        GOLDEN_SIGNALS,
        SLO,
        LOGS,
        RUNTIME,
        DEPENDENCIES
    }

    public BoardWishes {
        include =
                Collections.unmodifiableSet(include.isEmpty() ? EnumSet.noneOf(Board.class) : EnumSet.copyOf(include));
    }

    public boolean wants(Board board) {
        return include.contains(board);
    }
}
