package dev.signalbox.model.retention;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a service's telemetry is kept; nothing: as the stack, or the server itself, says.
 *
 * @param logs in Loki; at least a day
 * @param errorLogs of severity ERROR and above, in Loki; at least a day
 * @param archive of archived logs, in whole days
 * @param traces of its tenant, with all others'
 */
public record ServiceRetention(
        Optional<Duration> logs, Optional<Duration> errorLogs, Optional<Duration> archive, Optional<Duration> traces) {
    public static final ServiceRetention NONE =
            new ServiceRetention(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What Loki keeps at least; a file that asks for less is refused as a whole. */
    public static final Duration LEAST_IN_LOKI = Duration.ofHours(24);

    /** Whether something is asked of Loki. */
    public boolean asksLoki() {
        return logs.isPresent() || errorLogs.isPresent();
    }

    /** Whether something is asked of anybody. */
    public boolean asks() {
        return asksLoki() || archive.isPresent() || traces.isPresent();
    }
}
