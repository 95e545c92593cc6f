package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.processor.Transform.Group;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Comparison;
import dev.signalbox.compile.pipeline.ottl.Condition.Operator;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.workload.CollectorRole;
import java.util.List;

/**
 * Whose telemetry is that an observer on the node made: it comes from the observer's address, and is of a pod that it looked
 * at. Which one, the observer says; and what it says can be overridden by annotations and variables of that pod
 * ({@code resource.opentelemetry.io/…}, {@code OTEL_RESOURCE_ATTRIBUTES}). So each observer is for one namespace, which its own
 * pod's label names, and is believed about pods of that namespace alone: what a pod can claim by it is no more than what
 * its namespace could claim by giving it another's labels.
 */
final class ObservedPods {
    private static final Path RESOURCE = Path.attributes(OttlContext.RESOURCE);
    private static final Path POD = RESOURCE.at(TelemetryAttributes.OBSERVED_POD);
    private static final Path NAMESPACE = RESOURCE.at(TelemetryAttributes.OBSERVED_NAMESPACE);
    private static final Path POD_UID = RESOURCE.at(Attribution.POD_UID);

    private ObservedPods() {}

    /** Puts aside what a sender says of the pod, before all such is forgotten. */
    static Group claimed() {
        return Group.of(OttlContext.RESOURCE, forgetPod(), forgetNamespace(), new Edit.Set(POD, POD_UID).always());
    }

    /**
     * Where the sender is an observer, its own pod is forgotten for the one that it looked at.
     *
     * @param agents namespace in which only we make pods
     */
    static Group believed(String agents) {
        return new Group(
                OttlContext.RESOURCE,
                ConditionList.of(
                        OttlContext.RESOURCE,
                        Condition.and(
                                Condition.equal(RESOURCE.at(TelemetryAttributes.NAMESPACE), agents),
                                Condition.equal(label(OutputLabels.ROLE), CollectorRole.OBSERVER.label()))),
                List.of(
                        new Edit.Set(NAMESPACE, label(OutputLabels.OBSERVES)).always(),
                        new Edit.DeleteMatchingKeys(RESOURCE, Attribution.OURS).always(),
                        new Edit.Set(POD_UID, POD).always()));
    }

    /** After the pod was looked up: one of another namespace than the observer's, or none, is nobody's. */
    static List<Group> bound() {
        return List.of(
                new Group(
                        OttlContext.RESOURCE,
                        ConditionList.of(
                                OttlContext.RESOURCE,
                                Condition.and(
                                        Condition.present(NAMESPACE),
                                        new Comparison(
                                                NAMESPACE,
                                                Operator.NOT_EQUAL,
                                                RESOURCE.at(TelemetryAttributes.NAMESPACE)))),
                        List.of(new Edit.DeleteMatchingKeys(RESOURCE, Attribution.OURS).always())),
                Group.of(OttlContext.RESOURCE, forgetPod(), forgetNamespace()));
    }

    private static Statement forgetPod() {
        return new Edit.DeleteKey(RESOURCE, TelemetryAttributes.OBSERVED_POD).always();
    }

    private static Statement forgetNamespace() {
        return new Edit.DeleteKey(RESOURCE, TelemetryAttributes.OBSERVED_NAMESPACE).always();
    }

    private static Path label(String name) {
        return RESOURCE.at(ServiceAttribution.podLabelAttribute(name));
    }
}
