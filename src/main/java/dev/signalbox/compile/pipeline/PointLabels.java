package dev.signalbox.compile.pipeline;

import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;

/**
 * Whose a point is, on the point itself: servers of metrics make labels of points' attributes, and keep those of resources in
 * {@code target_info} only. Agents write both labels on all that leaves them, generated monitors on all that they scrape.
 */
public final class PointLabels {
    /** Namespace of the pod that a point is of. */
    public static final String NAMESPACE = "namespace";

    /** {@code namespace/service}; absent on what is no service's. */
    public static final String SERVICE = "signalbox_service";

    /**
     * What only attribution, a server or who scrapes may say of a point. Any sign but a letter or a digit becomes an
     * underscore in a label.
     */
    public static final Regex CLAIMS = new Regex("^(?:(?:job|instance|namespace)$|exported[^a-zA-Z0-9])");

    private static final Path POINT = Path.attributes(OttlContext.DATAPOINT);

    private PointLabels() {}

    /** Writes both from what attribution found, over whatever is there. */
    public static Pipeline.Step step() {
        return new Pipeline.Step(
                ProcessorStage.LABELS,
                Instance.of(
                        Transform.metrics(
                                ErrorMode.IGNORE,
                                Transform.Group.of(
                                        OttlContext.DATAPOINT,
                                        copied(NAMESPACE, TelemetryAttributes.SERVICE_NAMESPACE),
                                        copied(SERVICE, TelemetryAttributes.SERVICE))),
                        "labels"));
    }

    /** Gives points a label from an attribute of their resource; nothing where it has none. */
    static Statement copied(String label, String attribute) {
        return new Edit.Set(POINT.at(label), Path.attribute(OttlContext.RESOURCE, attribute)).always();
    }
}
