package dev.signalbox.compile.pipeline.logs;

import static dev.signalbox.compile.pipeline.logs.RecordField.SEVERITY_NUMBER;

import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.processor.GroupByAttrs;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.processor.Transform.Group;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition.Comparison;
import dev.signalbox.compile.pipeline.ottl.Condition.Operator;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.compile.pipeline.redaction.Redactions;
import dev.signalbox.model.pipeline.LogSeverity;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps Loki's streams few. Loki makes labels of a resource's attributes only, by default of many, the pod among them; so the
 * resource keeps those that we want as labels, and all others go to the records, where they become structured metadata
 * whatever Loki is told. Of our labels its defaults miss {@code level}, which then is structured metadata too.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/send-data/otel/">How Loki maps OTLP</a>
 */
final class LokiLabels {
    private static final String LEVEL = LogLabels.LEVEL;
    private static final String UNKNOWN = "unknown";

    /** What a record's resource keeps. */
    private static final List<String> OF_RESOURCE = List.of(
            TelemetryAttributes.SERVICE_NAME,
            TelemetryAttributes.NAMESPACE,
            TelemetryAttributes.ENVIRONMENT,
            "k8s.cluster.name");

    /** Loki refuses a line with more than 128. */
    private static final int MOST_ATTRIBUTES = 120;

    private static final Path RECORD = Path.attributes(OttlContext.LOG);
    private static final Path RESOURCE = Path.attributes(OttlContext.RESOURCE);

    private LokiLabels() {}

    static List<Pipeline.Step> steps() {
        Transform labels = Transform.logs(
                ErrorMode.SILENT,
                Group.of(OttlContext.LOG, ofRecord().toArray(Statement[]::new)),
                Group.of(OttlContext.RESOURCE, new Edit.KeepKeys(RESOURCE, OF_RESOURCE).always()));
        return List.of(
                new Pipeline.Step(ProcessorStage.SHAPING, Instance.of(labels, "loki-labels")),
                new Pipeline.Step(
                        ProcessorStage.SHAPING, Instance.of(new GroupByAttrs(List.of(LEVEL)), "loki-labels")));
    }

    private static List<Statement> ofRecord() {
        List<String> moved = new ArrayList<>(OF_RESOURCE);
        moved.add(TelemetryAttributes.ROUTE);
        moved.add(Redactions.MASKED);
        List<Statement> statements = new ArrayList<>(List.of(
                new Edit.MergeMaps(RECORD, RESOURCE, Edit.Merge.INSERT).always(),
                new Edit.DeleteMatchingKeys(RECORD, Regex.oneOf(moved)).always(),
                new Edit.Limit(RECORD, MOST_ATTRIBUTES, List.of()).always(),
                new Edit.Set(RECORD.at(LEVEL), Value.text(UNKNOWN)).always()));
        for (LogSeverity severity : List.of(LogSeverity.values()).reversed()) {
            statements.add(new Edit.Set(RECORD.at(LEVEL), Value.text(LogLabels.level(severity)))
                    .where(new Comparison(
                            SEVERITY_NUMBER, Operator.AT_MOST, new Value.Whole(severity.highestNumber()))));
        }
        statements.add(new Edit.Set(RECORD.at(LEVEL), Value.text(UNKNOWN))
                .where(new Comparison(SEVERITY_NUMBER, Operator.EQUAL, new Value.Whole(0))));
        return statements;
    }
}
