package dev.signalbox.compile.pipeline.collector.exporter;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Template;
import java.time.Duration;
import java.util.Optional;

/** Exporters that call nobody: for trials and tests. */
public sealed interface Local extends Component.Exporter {

    /**
     * The collector's own log.
     *
     * @param verbosity how much of each request
     */
    record Debug(Verbosity verbosity) implements Local {
        @Override
        public ComponentType type() {
            return ComponentType.DEBUG;
        }
    }

    /**
     * A file of JSON, one request a line.
     *
     * @param path where
     * @param append whether what is there stays; a start empties it otherwise
     * @param flushInterval after which it is written; empty means 1 s
     */
    record File(Template path, boolean append, Optional<Duration> flushInterval) implements Local {
        @Override
        public ComponentType type() {
            return ComponentType.FILE;
        }
    }

    /** Nowhere. */
    record Nop() implements Local {
        @Override
        public ComponentType type() {
            return ComponentType.NOP;
        }
    }

    /** How much of each request is logged. */
    enum Verbosity {
        /** That it was. */
        BASIC,
        /** A line for each item. */
        NORMAL,
        /** All. */
        DETAILED
    }
}
