package dev.signalbox.alerts;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.Sample;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.Promql;
import dev.signalbox.promql.PromqlPrinter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which selectors had data during a day. That a server evaluates a rule without a fault says nothing of it.
 *
 * @param known what was found out, by the selector's text
 */
record SelectorData(SortedMap<String, Known> known) {
    static final SelectorData UNKNOWN = new SelectorData(new TreeMap<>());

    /** Selectors that one look asks about. */
    static final int AT_ONCE = 100;

    /** Keeps a query well within the length of an address that every proxy lets pass. */
    private static final int IN_ONE_QUERY = 10;

    private static final String DAY = "1d";

    /** What every server of metrics has of the time in which it was fed. */
    private static final String A_DAY_AGO = "count(count_over_time(up[1h] offset 23h))";

    private static final Duration PRESENT_FOR = Duration.ofDays(1);
    private static final Duration ABSENT_FOR = Duration.ofMinutes(5);
    private static final String WHICH = "signalbox_which";

    /** @param asked when */
    record Known(boolean hasData, Instant asked) {}

    SelectorData {
        known = new TreeMap<>(known);
    }

    /** What is not known counts as there. */
    boolean hasData(VectorSelector selector) {
        return Optional.ofNullable(known.get(text(selector)))
                .map(Known::hasData)
                .orElse(true);
    }

    /**
     * With what is asked now: those that were never asked for, then those asked for the longest ago. Selectors of nobody are
     * forgotten. Where the server does not answer, nothing is learned.
     */
    SelectorData and(Collection<VectorSelector> selectors, QueryServer server, Instant now) {
        Set<String> wanted = selectors.stream().map(SelectorData::text).collect(Collectors.toCollection(TreeSet::new));
        SortedMap<String, Known> next = new TreeMap<>(known);
        next.keySet().retainAll(wanted);
        List<String> due = wanted.stream()
                .filter(text -> isDue(next.get(text), now))
                .sorted(Comparator.comparing(text ->
                        Optional.ofNullable(next.get(text)).map(Known::asked).orElse(Instant.MIN)))
                .limit(AT_ONCE)
                .toList();
        for (int i = 0; i < due.size(); i += IN_ONE_QUERY) {
            List<String> some = due.subList(i, Math.min(due.size(), i + IN_ONE_QUERY));
            Optional<Set<String>> absent = absent(some, server, UnaryOperator.identity(), "absent")
                    .flatMap(gone -> gone.isEmpty() ? Optional.of(gone) : absentForADay(gone, server));
            if (absent.isEmpty()) {
                break;
            }
            some.forEach(text -> next.put(text, new Known(!absent.get().contains(text), now)));
        }
        return new SelectorData(next);
    }

    private static boolean isDue(Known known, Instant now) {
        return known == null || !now.isBefore(known.asked().plus(known.hasData() ? PRESENT_FOR : ABSENT_FOR));
    }

    /** Of those that have none now; a server that is younger than a day tells of none. */
    private static Optional<Set<String>> absentForADay(Set<String> gone, QueryServer server) {
        return switch (server.query(A_DAY_AGO)) {
            case Answer.Given<List<Sample>>(List<Sample> scrapes) ->
                scrapes.isEmpty()
                        ? Optional.of(Set.of())
                        : absent(List.copyOf(gone), server, text -> text + "[" + DAY + "]", "absent_over_time");
            case Answer.Unavailable<List<Sample>> _ -> Optional.empty();
        };
    }

    /** Those that have no data; nothing where the server can't say. */
    private static Optional<Set<String>> absent(
            List<String> selectors, QueryServer server, UnaryOperator<String> range, String function) {
        List<Expr> parts = new ArrayList<>();
        for (int i = 0; i < selectors.size(); i++) {
            Expr absence = Promql.expression("%s(%s)".formatted(function, range.apply(selectors.get(i))));
            parts.add(Promql.labelled(absence, WHICH, Integer.toString(i)));
        }
        String query = PromqlPrinter.print(parts.stream().reduce(Promql::or).orElseThrow());
        return switch (server.query(query)) {
            case Answer.Given<List<Sample>>(List<Sample> samples) ->
                Optional.of(samples.stream()
                        .map(sample -> sample.labels().getOrDefault(WHICH, ""))
                        .filter(which -> !which.isEmpty())
                        .map(which -> selectors.get(Integer.parseInt(which)))
                        .collect(Collectors.toCollection(TreeSet::new)));
            case Answer.Unavailable<List<Sample>> _ -> Optional.empty();
        };
    }

    private static String text(VectorSelector selector) {
        return PromqlPrinter.print(selector.with(Modifiers.NONE));
    }
}
