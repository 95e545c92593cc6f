package dev.signalbox.intake;

import dev.signalbox.model.Indicator;
import dev.signalbox.promql.WindowedQuery;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks that an indicator counts events, where an alert asks how many there were. */
final class EventsToCount {
    private static final String PATH = "spec.alerting.minimumEvents";
    private static final String LEAVE_OUT = "leave it out";

    /** Functions that give events a second; others count what only the user knows. */
    private static final Set<String> RATES = Set.of("rate", "irate");

    private EventsToCount() {}

    static void check(Indicator indicator, long minimumEvents, Findings findings) {
        if (minimumEvents == 0) {
            return;
        }
        findings.require(
                indicator.accounting() == Indicator.Accounting.EVENTS,
                PATH,
                "must not be given for an indicator that judges time and counts no events, was " + minimumEvents,
                LEAVE_OUT);
        if (indicator instanceof Indicator.Rates(String errors, String total)) {
            SortedSet<String> others = new TreeSet<>();
            Stream.of(errors, total)
                    .forEach(text -> others.addAll(WindowedQuery.of(text).functionsOverWindow()));
            others.removeAll(RATES);
            findings.require(
                    others.isEmpty(),
                    PATH,
                    "must not be given where spec.sli.query has no rate of events but %s over $window, was %d"
                            .formatted(String.join(" and ", others), minimumEvents),
                    LEAVE_OUT);
        }
    }
}
