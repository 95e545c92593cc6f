package dev.signalbox.model.retention;

import dev.signalbox.model.retention.StackRetention.RuntimeFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What Loki is told of its tenant.
 *
 * @param file where; nothing: the usual one in the stack's namespace, where something is asked for
 * @param period of what no rule says otherwise; nothing: as Loki's own configuration says
 * @param rules beside those of services
 * @param limits of what it takes
 */
public record LogRetention(
        Optional<RuntimeFile> file, Optional<Duration> period, List<StreamRule> rules, LogLimits limits) {
    public static final LogRetention DEFAULT =
            new LogRetention(Optional.empty(), Optional.empty(), List.of(), LogLimits.NONE);

    public LogRetention {
        rules = List.copyOf(rules);
    }

    /** Whether Loki is to be told something. */
    public boolean asks() {
        return period.isPresent() || !rules.isEmpty() || !limits.equals(LogLimits.NONE);
    }

    /**
     * How much Loki takes of the tenant; what is beyond it is refused, and sent again. Nothing: as Loki's own configuration
     * says.
     *
     * @param perSecond of all streams, in MB
     * @param burst at once, of all streams, in MB
     * @param perSecondOfStream of one stream, in MB
     * @param burstOfStream at once, of one stream, in MB
     * @param streams active at once
     */
    public record LogLimits(
            Optional<Integer> perSecond,
            Optional<Integer> burst,
            Optional<Integer> perSecondOfStream,
            Optional<Integer> burstOfStream,
            Optional<Integer> streams) {
        public static final LogLimits NONE =
                new LogLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
