package dev.signalbox.operator.local;

import dev.signalbox.local.LocalRequest;
import dev.signalbox.local.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.jboss.logging.Logger;
import org.jboss.logmanager.LogContext;

/** Levels of log categories, changed for a while: nobody has to remember to change them back. */
final class LogLevels implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LogLevels.class);

    private final Map<String, Change> changes = new TreeMap<>();
    private final ScheduledExecutorService ends = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("log-levels").factory());

    /**
     * Of one category.
     *
     * @param before null: that of the category above
     */
    private record Change(Level before, LogLevel level, Instant until, Future<?> end) {}

    /** A line for each category that has a level of its own, and one for all others. */
    synchronized String tell() {
        Map<String, String> lines = new TreeMap<>();
        Consumer<String> add = name -> {
            Level level = logger(name).getLevel();
            if (level != null) {
                lines.put(name, level.getName());
            }
        };
        LogContext.getLogContext().getLoggerNames().asIterator().forEachRemaining(add);
        add.accept(LocalRequest.ROOT);
        changes.forEach((category, change) -> lines.put(category, change.level() + " until " + change.until()));
        StringBuilder text = new StringBuilder();
        lines.forEach((category, level) ->
                text.append(category).append(' ').append(level).append('\n'));
        return text.toString();
    }

    synchronized void set(String category, LogLevel level, Duration time) {
        Change previous = changes.get(category);
        Level before = previous == null ? logger(category).getLevel() : previous.before();
        if (previous != null) {
            previous.end().cancel(false);
        }
        Instant until = Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS);
        Future<?> end = ends.schedule(() -> end(category), time.toMillis(), TimeUnit.MILLISECONDS);
        changes.put(category, new Change(before, level, until, end));
        LOG.infof("the log level of %s is %s until %s, as was asked for in the pod", category, level, until);
        logger(category).setLevel(Level.parse(level.name()));
    }

    synchronized void reset() {
        changes.keySet().stream().toList().forEach(this::end);
    }

    private synchronized void end(String category) {
        Change change = changes.remove(category);
        if (change != null) {
            change.end().cancel(false);
            logger(category).setLevel(change.before());
            LOG.infof("the log level of %s is as before", category);
        }
    }

    private static org.jboss.logmanager.Logger logger(String category) {
        return LogContext.getLogContext().getLogger(category.equals(LocalRequest.ROOT) ? "" : category);
    }

    @Override
    public void close() {
        ends.shutdownNow();
    }
}
