package dev.signalbox.compile.slo;

import dev.signalbox.model.BurnRate;
import dev.signalbox.model.Canary;
import dev.signalbox.model.Slo;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The windows over which an SLO's error ratio is recorded, apart from its own: those that dashboards know, and those
 * that its burn rates and canaries ask for.
 *
 * @param raw up to an hour, from the raw series: exact and immediate
 * @param ledger above an hour and below the SLO's own window, from the ledger: cheap
 */
record ErrorRatioWindows(SortedSet<Duration> raw, SortedSet<Duration> ledger) {
    private static final Duration LONGEST_RAW = Duration.ofHours(1);
    private static final List<Duration> ALWAYS = List.of(
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(3));

    static ErrorRatioWindows of(Slo slo) {
        NavigableSet<Duration> windows = new TreeSet<>(ALWAYS);
        for (BurnRate row : slo.alerting().burnRates()) {
            windows.add(row.longWindow());
            windows.add(row.shortWindow());
        }
        slo.canary().map(Canary::window).ifPresent(windows::add);
        return new ErrorRatioWindows(
                windows.headSet(LONGEST_RAW, true), windows.subSet(LONGEST_RAW, false, slo.window(), false));
    }
}
