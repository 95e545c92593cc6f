package dev.signalbox.compile.pipeline.ottl;

import static dev.signalbox.compile.pipeline.ottl.OttlContext.DATAPOINT;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.LOG;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.METRIC;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.RESOURCE;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.SCOPE;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.SPAN;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.SPANEVENT;

import java.util.Set;

/** The fields that a path may name, and where each exists. */
public enum PathField {
    /** The attributes; a map, which takes keys. */
    ATTRIBUTES("attributes", true, RESOURCE, SCOPE, SPAN, SPANEVENT, DATAPOINT, LOG),
    /** Scratch space for the statements of one group; a map, which takes keys. */
    CACHE("cache", true, RESOURCE, SCOPE, SPAN, SPANEVENT, METRIC, DATAPOINT, LOG),
    /** The body of a record, of any type; takes keys when it is a map. */
    BODY("body", true, LOG),
    /** The body as text, whatever it is. */
    BODY_STRING("body.string", false, LOG),
    /** The name of a scope, span, event or metric. */
    NAME("name", false, SCOPE, SPAN, SPANEVENT, METRIC),
    /** The version of a scope. */
    VERSION("version", false, SCOPE),
    /** The description of a metric. */
    DESCRIPTION("description", false, METRIC),
    /** What is known of a metric beside its points; a map. */
    METADATA("metadata", true, METRIC),
    /** Which conventions attributes follow; a URL. */
    SCHEMA_URL("schema_url", false, RESOURCE, SCOPE),
    /** The unit of a metric. */
    UNIT("unit", false, METRIC),
    /** The type of a metric, see {@link Symbol}. */
    TYPE("type", false, METRIC),
    /** Whether points of a metric are deltas, see {@link Symbol}. */
    AGGREGATION_TEMPORALITY("aggregation_temporality", false, METRIC),
    /** Whether a sum only grows. */
    IS_MONOTONIC("is_monotonic", false, METRIC),
    /** The kind of a span, see {@link Symbol}. */
    KIND("kind", false, SPAN),
    /** The status of a span, see {@link Symbol}. */
    STATUS_CODE("status.code", false, SPAN),
    /** What a span says of its status. */
    STATUS_MESSAGE("status.message", false, SPAN),
    /** A span's links, all of them. */
    LINKS("links", false, SPAN),
    /** The state that a trace carries across vendors. */
    TRACE_STATE("trace_state", false, SPAN),
    /** The span of which a span is a child, in hexadecimal; empty for a root. */
    PARENT_SPAN_ID("parent_span_id.string", false, SPAN),
    /** The trace, in hexadecimal. */
    TRACE_ID("trace_id.string", false, SPAN, LOG),
    /** The span, in hexadecimal. */
    SPAN_ID("span_id.string", false, SPAN, LOG),
    /** When a span began, in nanoseconds since 1970. */
    START_TIME("start_time_unix_nano", false, SPAN, DATAPOINT),
    /** When a span ended, in nanoseconds since 1970. */
    END_TIME("end_time_unix_nano", false, SPAN),
    /** When an event, point or record was, in nanoseconds since 1970. */
    TIME("time_unix_nano", false, SPANEVENT, DATAPOINT, LOG),
    /** How grave a record is, see {@link Symbol}; zero when nobody said. */
    SEVERITY_NUMBER("severity_number", false, LOG),
    /** The severity as it was written. */
    SEVERITY_TEXT("severity_text", false, LOG),
    /** The name of the event that a record is. */
    EVENT_NAME("event_name", false, LOG),
    /** The value of a point that is a whole number. */
    VALUE_INT("value_int", false, DATAPOINT),
    /** The value of a point that is not. */
    VALUE_DOUBLE("value_double", false, DATAPOINT);

    private final String text;
    private final boolean takesKeys;
    private final Set<OttlContext> contexts;

    PathField(String text, boolean takesKeys, OttlContext... contexts) {
        this.text = text;
        this.takesKeys = takesKeys;
        this.contexts = Set.of(contexts);
    }

    /** As the language writes it, after the context. */
    String text() {
        return text;
    }

    boolean takesKeys() {
        return takesKeys;
    }

    boolean existsIn(OttlContext context) {
        return contexts.contains(context);
    }
}
