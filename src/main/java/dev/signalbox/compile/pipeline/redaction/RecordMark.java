package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Comparison;
import dev.signalbox.compile.pipeline.ottl.Condition.Operator;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import java.util.List;
import java.util.stream.Stream;

/** Marks records in which something was masked, to be counted: what they say after is not what they said before. */
final class RecordMark {
    private static final Path BEFORE = Path.of(OttlContext.LOG, PathField.CACHE).at("before");
    private static final Value SAID = new Converter.Concat(
            List.of(
                    Path.attributes(OttlContext.LOG),
                    Path.of(OttlContext.LOG, PathField.BODY),
                    Path.of(OttlContext.LOG, PathField.SEVERITY_TEXT),
                    Path.of(OttlContext.LOG, PathField.EVENT_NAME)),
            "\n");

    private RecordMark() {}

    /** What has to be done before statements that mask. */
    static Stream<Statement> before() {
        return Stream.of(new Edit.Set(BEFORE, SAID).always());
    }

    /** What has to be done after them. */
    static Stream<Statement> after() {
        return Stream.of(mark(new Comparison(SAID, Operator.NOT_EQUAL, BEFORE)));
    }

    /** Marks a record for which a condition holds. */
    static Statement mark(Condition masked) {
        return new Edit.Set(Path.attribute(OttlContext.LOG, Redactions.MASKED), new Value.Truth(true)).where(masked);
    }
}
