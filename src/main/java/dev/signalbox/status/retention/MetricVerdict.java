package dev.signalbox.status.retention;

import static dev.signalbox.status.Verdict.Type.METRICS_RETENTION_APPLIED;

import dev.signalbox.compile.retention.MetricTiers;
import dev.signalbox.compile.retention.MetricTiers.Flag;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.status.Reason;
import dev.signalbox.status.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Whether a server of metrics was started with what keeps samples as long as was asked for. It is not ours to start. */
public final class MetricVerdict {
    /** What Prometheus goes by when it is told nothing. */
    private static final Duration USUAL = Duration.ofDays(15);

    private static final String SIZE = "storage.tsdb.retention.size";

    private MetricVerdict() {}

    /**
     * What there is to say.
     *
     * @param flags that the server was started with; nothing: it does not tell
     * @param why it does not
     */
    public static Verdict of(MetricTiers wanted, Optional<Map<String, String>> flags, String why) {
        if (wanted.unsupported().isPresent()) {
            return Verdict.no(
                    METRICS_RETENTION_APPLIED,
                    Reason.NOT_SUPPORTED,
                    wanted.unsupported().get() + setting(wanted));
        }
        if (wanted.flag().isEmpty() || flags.isEmpty()) {
            return Verdict.unknown(METRICS_RETENTION_APPLIED, Reason.NOT_OBSERVED, why + setting(wanted));
        }
        Flag flag = wanted.flag().get();
        Duration kept = flags.flatMap(all -> Optional.ofNullable(all.get(flag.name())))
                .flatMap(PrometheusDuration::parse)
                .filter(Duration::isPositive)
                .orElseGet(() -> isBoundedBySize(flags.get()) ? flag.value() : USUAL);
        return kept.equals(flag.value())
                ? Verdict.yes(
                        METRICS_RETENTION_APPLIED,
                        Reason.RETENTION_APPLIED,
                        "the server keeps samples for " + PrometheusDuration.print(kept))
                : Verdict.no(
                        METRICS_RETENTION_APPLIED,
                        Reason.RETENTION_NOT_APPLIED,
                        "the server keeps samples for " + PrometheusDuration.print(kept) + setting(wanted));
    }

    /** Then nothing is deleted because of its age. */
    private static boolean isBoundedBySize(Map<String, String> flags) {
        return !flags.getOrDefault(SIZE, "0B").matches("0[A-Z]*B?");
    }

    private static String setting(MetricTiers wanted) {
        return wanted.settings().isEmpty() ? "" : "; set " + String.join(" and ", wanted.settings());
    }
}
