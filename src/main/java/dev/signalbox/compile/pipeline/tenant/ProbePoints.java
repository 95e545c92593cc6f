package dev.signalbox.compile.pipeline.tenant;

import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.model.pipeline.HttpProbe;
import java.util.List;

/**
 * What a probe's points are to say. The receiver has a point with value 1 and a status code for the class that was
 * answered; here it is 1 where the answer was the expected one, and the series are the same ones whatever the answer, so
 * that none of yesterday's is still there when an alert looks. What an error says has ports in it that are never the same.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/httpcheckreceiver/documentation.md">HTTP
 *     check receiver</a>
 */
final class ProbePoints {
    private static final String STATUS = "httpcheck.status";
    private static final String STATUS_CODE = "http.status_code";
    private static final Path POINT = Path.attributes(OttlContext.DATAPOINT);
    private static final Path VALUE = Path.of(OttlContext.DATAPOINT, PathField.VALUE_INT);

    private ProbePoints() {}

    static List<Statement> statements(HttpProbe probe) {
        Condition status = Condition.equal(Path.of(OttlContext.METRIC, PathField.NAME), STATUS);
        return List.of(
                new Edit.Set(VALUE, new Value.Whole(0))
                        .where(Condition.and(
                                status,
                                Condition.present(POINT.at(STATUS_CODE)),
                                new Condition.Comparison(
                                        POINT.at(STATUS_CODE),
                                        Condition.Operator.NOT_EQUAL,
                                        new Value.Whole(probe.expectStatus())))),
                new Edit.DeleteKey(POINT, STATUS_CODE).where(status),
                new Edit.DeleteKey(POINT, "error.message").always());
    }
}
