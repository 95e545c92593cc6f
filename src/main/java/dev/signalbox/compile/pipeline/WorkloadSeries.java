package dev.signalbox.compile.pipeline;

import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.connector.Count.Attribute;
import dev.signalbox.compile.pipeline.collector.connector.Count.Counter;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What agents count for each workload, whether a service was declared for it or not: that is how coverage knows what is
 * seen. A connector can't tell a workload's kind, so it counts by every name that a pod's owners may have, and where its
 * points are added up the one that is there becomes kind and name. A pod without any of these owners goes by its own name;
 * what it belongs to, its labels tell.
 */
public final class WorkloadSeries {
    /** Server and consumer spans that an agent took in, before any is sampled away. */
    public static final String SPANS = "signalbox.workload.spans";

    /** Records that an agent took in. */
    public static final String LOGS = "signalbox.workload.logs";

    /** Points that an agent took in or scraped, but those that tell of the scrape itself. */
    public static final String POINTS = "signalbox.workload.points";

    /** What the workload is. */
    public static final String KIND = "signalbox.workload.kind";

    /** What it is called. */
    public static final String NAME = "signalbox.workload.name";

    private static final String POD = "k8s.pod.name";

    /** The last that is there counts. */
    private static final List<Owner> OWNERS = List.of(
            new Owner("Pod", POD),
            new Owner("Job", "k8s.job.name"),
            new Owner("CronJob", "k8s.cronjob.name"),
            new Owner("DaemonSet", "k8s.daemonset.name"),
            new Owner("StatefulSet", "k8s.statefulset.name"),
            new Owner("Deployment", "k8s.deployment.name"));

    private static final Regex NOT_EMPTY = new Regex(".");
    private static final Path POINT = Path.attributes(OttlContext.DATAPOINT);

    private record Owner(String kind, String attribute) {}

    private WorkloadSeries() {}

    /** Counts by workload what is a pod's. */
    public static Counter counter(String description, ConditionList conditions) {
        return new Counter(
                description,
                conditions,
                Stream.concat(
                                Stream.of(new Attribute(TelemetryAttributes.NAMESPACE, Optional.empty())),
                                OWNERS.stream()
                                        .map(owner -> new Attribute(owner.attribute(), Optional.of(Template.text("")))))
                        .toList());
    }

    /** Makes kind and name of what was counted by; points of anything else stay as they are. */
    public static Transform.Group named() {
        return Transform.Group.of(
                OttlContext.DATAPOINT,
                Stream.concat(
                                OWNERS.stream().flatMap(WorkloadSeries::named),
                                OWNERS.stream().map(owner -> new Edit.DeleteKey(POINT, owner.attribute())
                                        .where(Condition.present(POINT.at(KIND)))))
                        .toArray(Statement[]::new));
    }

    private static Stream<Statement> named(Owner owner) {
        Condition there = new Condition.Matches(POINT.at(owner.attribute()), NOT_EMPTY);
        return Stream.of(
                new Edit.Set(POINT.at(KIND), Value.text(owner.kind())).where(there),
                new Edit.Set(POINT.at(NAME), POINT.at(owner.attribute())).where(there));
    }
}
