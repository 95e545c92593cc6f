package dev.signalbox.compile.pipeline.logs;

import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of a record; its value of {@link TelemetryAttributes#ROUTE}, which the first that decides writes. */
enum LogFate {
    HOT("Hot", true),
    ARCHIVE("Archive", true),
    DROP("Drop", false),
    HEALTH_CHECK("HealthCheck", false),
    OVERLONG("Overlong", false),
    SAMPLED_OUT("SampledOut", false);

    private static final Path ROUTE = RecordField.attribute(TelemetryAttributes.ROUTE);

    private final String text;
    private final boolean leaves;

    LogFate(String text, boolean leaves) {
        this.text = text;
        this.leaves = leaves;
    }

    /** Decides so for a record that nobody decided on and for which all holds. */
    Statement when(Condition... all) {
        Condition open = Condition.not(Condition.present(ROUTE));
        return new Edit.Set(ROUTE, Value.text(text))
                .where(new Condition.And(
                        Stream.concat(Stream.of(open), Stream.of(all)).toList()));
    }

    /** It is what was decided. */
    Condition decided() {
        return Condition.equal(ROUTE, text);
    }

    /** Those that end on the node. */
    static Condition endsHere() {
        return new Condition.Or(List.of(values()).stream()
                .filter(fate -> !fate.leaves)
                .map(LogFate::decided)
                .toList());
    }
}
