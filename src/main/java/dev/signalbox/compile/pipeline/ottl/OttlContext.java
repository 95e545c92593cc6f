package dev.signalbox.compile.pipeline.ottl;

import java.util.Locale;
import java.util.Optional;

/** What a statement or condition is evaluated on, once for each; from there it also sees what encloses it. */
public enum OttlContext {
    /** What sent the telemetry. */
    RESOURCE(null),
    /** The instrumentation that made it. */
    SCOPE(RESOURCE),
    /** One span. */
    SPAN(SCOPE),
    /** One event of a span. */
    SPANEVENT(SPAN),
    /** One metric, with all of its points. */
    METRIC(SCOPE),
    /** One point of a metric. */
    DATAPOINT(METRIC),
    /** One log record. */
    LOG(SCOPE);

    private final Optional<OttlContext> enclosing;

    OttlContext(OttlContext enclosing) {
        this.enclosing = Optional.ofNullable(enclosing);
    }

    /** Whether a path of the other context has a value here: it is this one, or encloses it. */
    public boolean sees(OttlContext other) {
        return this == other || (enclosing.isPresent() && enclosing.get().sees(other));
    }

    /** Its name in the language and in configuration, such as {@code spanevent}. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
