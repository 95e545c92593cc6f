package dev.signalbox.compile.pipeline.logs;

import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;

/** Places in a record, and in the scratch space of the statements that read it. */
final class RecordField {
    static final Path BODY = Path.of(OttlContext.LOG, PathField.BODY);
    static final Path SEVERITY_NUMBER = Path.of(OttlContext.LOG, PathField.SEVERITY_NUMBER);
    static final Path SEVERITY_TEXT = Path.of(OttlContext.LOG, PathField.SEVERITY_TEXT);
    static final Path TRACE_ID = Path.of(OttlContext.LOG, PathField.TRACE_ID);
    static final Path SPAN_ID = Path.of(OttlContext.LOG, PathField.SPAN_ID);

    /** All of the scratch space. */
    static final Path SCRATCH = Path.of(OttlContext.LOG, PathField.CACHE);

    /** The fields of a body that is JSON, or a map. */
    static final Path READ = SCRATCH.at("read");

    private RecordField() {}

    static Path attribute(String name) {
        return Path.attribute(OttlContext.LOG, name);
    }

    /** Something found in the record. */
    static Path found(String what) {
        return SCRATCH.at(what);
    }
}
