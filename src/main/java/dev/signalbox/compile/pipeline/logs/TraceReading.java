package dev.signalbox.compile.pipeline.logs;

import static dev.signalbox.compile.pipeline.logs.RecordField.BODY;
import static dev.signalbox.compile.pipeline.logs.RecordField.SCRATCH;
import static dev.signalbox.compile.pipeline.logs.RecordField.SPAN_ID;
import static dev.signalbox.compile.pipeline.logs.RecordField.TRACE_ID;

import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Matches;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;
import java.util.stream.Stream;

/**
 * Ties a record to its span where the sender wrote the identifiers into the body, as text or as JSON: {@code trace_id=},
 * {@code "traceId": }, {@code otelTraceID=}. What a record says of its trace by itself is believed.
 */
final class TraceReading {
    private static final Path TRACE = RecordField.found("trace");
    private static final Path SPAN = RecordField.found("span");
    private static final Regex TRACE_IN_TEXT = inText("trace", 32);
    private static final Regex SPAN_IN_TEXT = inText("span", 16);

    /** Nothing but zeros is no identifier. */
    private static final Regex IDENTIFIER = new Regex("[1-9a-f]");

    private TraceReading() {}

    static Stream<Statement> statements() {
        Condition none = Condition.equal(TRACE_ID, "0".repeat(32));
        Condition found = new Matches(TRACE, IDENTIFIER);
        Condition spanFound = new Matches(SPAN, IDENTIFIER);
        return Stream.of(
                read(TRACE_IN_TEXT).where(none),
                read(SPAN_IN_TEXT).where(Condition.and(none, found)),
                new Edit.Set(SPAN_ID, SPAN).where(Condition.and(none, found, spanFound)),
                new Edit.Set(TRACE_ID, TRACE).where(Condition.and(none, found)));
    }

    private static Edit read(Regex regex) {
        return new Edit.MergeMaps(
                SCRATCH,
                new Converter.ExtractPatterns(new Converter.LowerCase(new Converter.AsString(BODY)), regex),
                Edit.Merge.INSERT);
    }

    /** In small letters. */
    private static Regex inText(String what, int digits) {
        return new Regex(
                "\\b(?:otel)?%s[._-]?id[\"']?\\s*[=:]\\s*[\"']?(?P<%s>[0-9a-f]{%d})\\b".formatted(what, what, digits));
    }
}
