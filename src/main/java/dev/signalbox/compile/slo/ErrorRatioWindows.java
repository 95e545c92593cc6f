package dev.signalbox.compile.slo;

import dev.signalbox.model.BurnRate;
import dev.signalbox.model.Slo;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The windows over which an SLO's error ratio is recorded, apart from its own: those that dashboards know, and those
 * that its burn rates ask for.
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
        SortedSet<Duration> windows = new TreeSet<>(ALWAYS);
        for (BurnRate row : slo.alerting().burnRates()) {
            windows.addAll(List.of(row.longWindow(), row.shortWindow()));
        }
        SortedSet<Duration> ledger = new TreeSet<>(windows);
        ledger.removeIf(window -> !needsLedger(window) || window.compareTo(slo.window()) >= 0);
        windows.removeIf(ErrorRatioWindows::needsLedger);
        return new ErrorRatioWindows(windows, ledger);
    }

    private static boolean needsLedger(Duration window) {
        return window.compareTo(LONGEST_RAW) > 0;
    }
}
