package dev.signalbox.facts;

import dev.signalbox.facts.Convention.Side;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which dashboards the owner of a service wants, and where; from {@code ServiceObservability.spec.dashboards}. A service has
 * those of them that there is something to show on.
 *
 * @param folder title of a folder in Grafana; nothing: the team's
 * @param include those that are made, where the service has data for them
 * @param conventions that the service speaks in: as its owner stated, else as they were detected
 * @param watched whether something is watched for the service: what it depends on, or what it answers
 */
public record BoardWishes(Optional<String> folder, Set<Board> include, Set<Convention> conventions, boolean watched) {
    /** Where nothing is said and nothing known. */
    public static final BoardWishes ALL =
            new BoardWishes(Optional.empty(), EnumSet.allOf(Board.class), Set.of(), false);

    /** What a dashboard of a service shows. */
    public enum Board {
        GOLDEN_SIGNALS,
        SLO,
        LOGS,
        RUNTIME,
        DEPENDENCIES
    }

    public BoardWishes {
        include = copy(include, Board.class);
        conventions = copy(conventions, Convention.class);
    }

    /** Of a service of which nothing is known that could be shown but its SLOs. */
    public BoardWishes(Optional<String> folder, Set<Board> include) {
        this(folder, include, Set.of(), false);
    }

    /** It is asked for, and there is something to show on it. */
    public boolean wants(Board board) {
        return include.contains(board) && has(board);
    }

    private boolean has(Board board) {
        return switch (board) {
            case SLO -> true;
            case GOLDEN_SIGNALS -> speaksOf(Side.REQUESTS) || speaksOf(Side.PODS);
            case LOGS -> speaksOf(Side.LOGS);
            case RUNTIME -> speaksOf(Side.RUNTIME);
            case DEPENDENCIES -> watched;
        };
    }

    private boolean speaksOf(Side side) {
        return conventions.stream().anyMatch(convention -> convention.side() == side);
    }

    private static <E extends Enum<E>> Set<E> copy(Collection<E> some, Class<E> type) {
        EnumSet<E> copy = EnumSet.noneOf(type);
        copy.addAll(some);
        return Collections.unmodifiableSet(copy);
    }
}
