package dev.signalbox.compile.pipeline.redaction;

import static dev.signalbox.compile.pipeline.ottl.OttlContext.DATAPOINT;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.LOG;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.METRIC;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.RESOURCE;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.SCOPE;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.SPAN;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.SPANEVENT;
import static dev.signalbox.compile.pipeline.ottl.PathField.ATTRIBUTES;
import static dev.signalbox.compile.pipeline.ottl.PathField.DESCRIPTION;
import static dev.signalbox.compile.pipeline.ottl.PathField.EVENT_NAME;
import static dev.signalbox.compile.pipeline.ottl.PathField.METADATA;
import static dev.signalbox.compile.pipeline.ottl.PathField.NAME;
import static dev.signalbox.compile.pipeline.ottl.PathField.SCHEMA_URL;
import static dev.signalbox.compile.pipeline.ottl.PathField.SEVERITY_TEXT;
import static dev.signalbox.compile.pipeline.ottl.PathField.STATUS_MESSAGE;
import static dev.signalbox.compile.pipeline.ottl.PathField.UNIT;
import static dev.signalbox.compile.pipeline.ottl.PathField.VERSION;

import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a sender may write text: a secret can hide in each. Bodies of records and states of traces, which are masked in
 * ways of their own, come in addition; links of spans and exemplars of points can't be read by any component.
 *
 * @param context of what
 * @param map keys with values of any type
 * @param texts that are always text
 */
record Place(OttlContext context, PathField map, List<PathField> texts) {
    private static final Place OF_RESOURCE = of(RESOURCE, ATTRIBUTES, SCHEMA_URL);
    private static final Place OF_SCOPE = of(SCOPE, ATTRIBUTES, NAME, VERSION, SCHEMA_URL);
    private static final List<Place> TRACES =
            List.of(OF_RESOURCE, OF_SCOPE, of(SPAN, ATTRIBUTES, NAME, STATUS_MESSAGE), of(SPANEVENT, ATTRIBUTES, NAME));
    private static final List<Place> METRICS =
            List.of(OF_RESOURCE, OF_SCOPE, of(METRIC, METADATA, NAME, DESCRIPTION, UNIT), of(DATAPOINT, ATTRIBUTES));
    private static final List<Place> LOGS =
            List.of(OF_RESOURCE, OF_SCOPE, of(LOG, ATTRIBUTES, SEVERITY_TEXT, EVENT_NAME));

    /** All of a signal, the outer before the inner. */
    static List<Place> of(Signal signal) {
        return switch (signal) {
            case TRACES -> TRACES;
            case METRICS -> METRICS;
            case LOGS -> LOGS;
            // Of programs, not of what they are given.
            case PROFILES -> List.of();
        };
    }

    private static Place of(OttlContext context, PathField map, PathField... texts) {
        return new Place(context, map, Arrays.asList(texts));
    }

    Path mapPath() {
        return Path.of(context, map);
    }

    Stream<Path> textPaths() {
        return texts.stream().map(text -> Path.of(context, text));
    }

    /** Scratch space of its statements. */
    Path cache(String key) {
        return Path.of(context, PathField.CACHE).at(key);
    }
}
