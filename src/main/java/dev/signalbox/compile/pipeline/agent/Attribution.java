package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.PointLabels;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.processor.K8sAttributes;
import dev.signalbox.compile.pipeline.collector.processor.K8sAttributes.Association;
import dev.signalbox.compile.pipeline.collector.processor.K8sAttributes.Extract;
import dev.signalbox.compile.pipeline.collector.processor.K8sAttributes.Field;
import dev.signalbox.compile.pipeline.collector.processor.K8sAttributes.Owner;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.processor.Transform.Group;
import dev.signalbox.compile.pipeline.collector.setting.ApiAccess;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.workload.CollectorVariable;
import dev.signalbox.model.pipeline.TelemetryService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out whose telemetry is. What a sender says of pods, namespaces and services is forgotten first, in resource, scope
 * and items; who it is follows from something that the sender does not choose: the address of its connection, the path
 * of its log file, the target that we scraped.
 *
 * @param sent for telemetry that came over a connection
 * @param read for lines of log files
 * @param scraped for what we scraped
 */
public record Attribution(List<Pipeline.Step> sent, List<Pipeline.Step> read, List<Pipeline.Step> scraped) {
    /**
     * All that we, and those who write the attributes of Kubernetes, keep to ourselves; also spelled as a label, which servers
     * make of ours.
     */
    static final Regex OURS = new Regex("^(?:k8s\\.|signalbox[^a-zA-Z0-9])");

    private static final List<String> METADATA = List.of(
            "k8s.namespace.name",
            "k8s.pod.name",
            "k8s.pod.uid",
            "k8s.pod.start_time",
            "k8s.node.name",
            "k8s.deployment.name",
            "k8s.statefulset.name",
            "k8s.daemonset.name",
            "k8s.job.name",
            "k8s.cronjob.name");

    static final String POD_UID = "k8s.pod.uid";
    private static final String POD_IP = "k8s.pod.ip";

    /** Where the receiver of scrapes writes the address that it asked. */
    private static final String SERVER_ADDRESS = "server.address";

    /** Without it, what comes before the first list of pods is nobody's. */
    private static final Duration WAIT_FOR_PODS = Duration.ofSeconds(30);

    /**
     * Attribution to these services.
     *
     * @param services sorted by their key
     * @param agents namespace of the agents, and of nobody else
     */
    public static Attribution to(Collection<TelemetryService> services, String agents) {
        Instance<Transform> untrusted = Instance.of(untrusted(List.of()), "untrusted");
        List<Pipeline.Step> service = services(services);
        return new Attribution(
                joined(
                        services.stream().anyMatch(TelemetryService::observed)
                                ? steps(
                                        Instance.of(untrusted(List.of(ObservedPods.claimed())), "untrusted-claims"),
                                        pods(services, new Association.ByConnection(), "sender"),
                                        Instance.of(onResources(List.of(ObservedPods.believed(agents))), "observer"),
                                        pods(services, new Association.ByResourceAttribute(POD_UID), "observed"),
                                        Instance.of(onResources(ObservedPods.bound()), "observed"))
                                : steps(untrusted, pods(services, new Association.ByConnection(), "sender")),
                        service),
                joined(
                        steps(
                                Instance.of(untrustedItems(), "untrusted-items"),
                                pods(services, new Association.ByResourceAttribute(POD_UID), "file")),
                        service),
                steps(
                        Instance.of(untrustedTargets(), "untrusted-targets"),
                        Instance.of(onResources(List.of(Group.of(OttlContext.RESOURCE, askedAddress()))), "target"),
                        pods(services, new Association.ByResourceAttribute(POD_IP), "target"),
                        Instance.of(onResources(ServiceAttribution.ofJobs(services)), "job")));
    }

    /** Over several processors where there are many services, so that none outgrows an object; what is for all comes last. */
    private static List<Pipeline.Step> services(Collection<TelemetryService> services) {
        List<List<Group>> shares = ServiceAttribution.ofPods(services);
        return IntStream.range(0, shares.size())
                .mapToObj(share -> new Pipeline.Step(
                        ProcessorStage.ATTRIBUTION,
                        Instance.of(
                                onResources(shares.get(share)),
                                share == shares.size() - 1 ? "service" : "service-" + (share + 2))))
                .toList();
    }

    private static List<Pipeline.Step> joined(List<Pipeline.Step> some, List<Pipeline.Step> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    @SafeVarargs
    private static List<Pipeline.Step> steps(Instance<? extends Component.Processor>... processors) {
        List<Pipeline.Step> steps = new ArrayList<>();
        for (Instance<? extends Component.Processor> processor : processors) {
            steps.add(new Pipeline.Step(ProcessorStage.ATTRIBUTION, processor));
        }
        return steps;
    }

    /** @param first what is put aside before it is forgotten */
    private static Transform untrusted(List<Group> first) {
        Transform items = untrustedItems();
        List<Group> resource = with(first, List.of(forget(OttlContext.RESOURCE)));
        return new Transform(
                ErrorMode.IGNORE,
                with(resource, items.traceStatements()),
                with(resource, items.metricStatements()),
                with(resource, items.logStatements()));
    }

    /** Who scrapes has moved the claims on points out of the way, and telling points apart may need them there. */
    private static Transform untrustedTargets() {
        return Transform.metrics(
                ErrorMode.IGNORE,
                forget(OttlContext.RESOURCE),
                forget(OttlContext.SCOPE),
                forget(OttlContext.DATAPOINT));
    }

    private static Transform untrustedItems() {
        Group scope = forget(OttlContext.SCOPE);
        return new Transform(
                ErrorMode.IGNORE,
                List.of(scope, forget(OttlContext.SPAN), forget(OttlContext.SPANEVENT)),
                List.of(scope, forgetClaims()),
                List.of(scope, forget(OttlContext.LOG)));
    }

    private static List<Group> with(List<Group> first, List<Group> others) {
        return Stream.concat(first.stream(), others.stream()).toList();
    }

    static Group forget(OttlContext context) {
        return Group.of(context, new Edit.DeleteMatchingKeys(Path.attributes(context), OURS).always());
    }

    private static Group forgetClaims() {
        Path point = Path.attributes(OttlContext.DATAPOINT);
        return Group.of(
                OttlContext.DATAPOINT,
                new Edit.DeleteMatchingKeys(point, OURS).always(),
                new Edit.DeleteMatchingKeys(point, PointLabels.CLAIMS).always());
    }

    private static Statement askedAddress() {
        return new Edit.Set(
                        Path.attribute(OttlContext.RESOURCE, POD_IP),
                        Path.attribute(OttlContext.RESOURCE, SERVER_ADDRESS))
                .always();
    }

    private static Transform onResources(List<Group> groups) {
        return new Transform(ErrorMode.IGNORE, groups, groups, groups);
    }

    static Instance<K8sAttributes> pods(Collection<TelemetryService> services, Association association, String name) {
        List<Field> labels = ServiceAttribution.podLabels(services)
                .distinct()
                .sorted()
                .map(label -> new Field(ServiceAttribution.podLabelAttribute(label), label, Owner.POD))
                .toList();
        return Instance.of(
                new K8sAttributes(
                        ApiAccess.SERVICE_ACCOUNT,
                        K8sAttributes.Filter.node(CollectorVariable.NODE_NAME.variable()),
                        new Extract(METADATA, labels, List.of()),
                        List.of(association),
                        true,
                        WAIT_FOR_PODS),
                name);
    }
}
