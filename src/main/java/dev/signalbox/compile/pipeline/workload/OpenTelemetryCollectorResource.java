package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.pipeline.Collectors.Gateway;
import dev.signalbox.model.pipeline.Collectors.Placement;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collectors as the OpenTelemetry operator wants them, from the same configuration. That operator makes the workload, its
 * budget and its autoscaler; accounts, Services and policies are ours as ever, and find its pods by labels that it copies.
 * It knows one file only: a change of the sampling rolls the gateways.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-operator/blob/main/docs/api/opentelemetrycollectors.md">OpenTelemetryCollector</a>
 */
public final class OpenTelemetryCollectorResource {
    private OpenTelemetryCollectorResource() {}

    /** The agents, as a DaemonSet. */
    public static GenericKubernetesResource agent(TelemetryStack stack, ConfigurationFiles files) {
        Map<String, Object> spec = common(
                files,
                AgentWorkload.pod(stack, files.revision()),
                stack.collectors().agent().placement());
        spec.put("mode", "daemonset");
        spec.put("podSecurityContext", tree(PodSecurity.nodeFiles()));
        return resource(files.collector(), spec);
    }

    /**
     * Gateways, as a StatefulSet.
     *
     * @param decisionWait of the configuration: how long a trace waits for its spans
     */
    public static GenericKubernetesResource gateway(
            TelemetryStack stack, ConfigurationFiles files, Duration decisionWait) {
        Gateway gateway = stack.collectors().gateway();
        Map<String, Object> spec = common(files, GatewayWorkload.pod(stack, files.revision()), gateway.placement());
        spec.put("mode", "statefulset");
        spec.put("podSecurityContext", tree(PodSecurity.restricted()));
        spec.put("serviceName", files.collector().headless());
        spec.put("terminationGracePeriodSeconds", GatewayWorkload.graceSeconds(decisionWait));
        spec.put("topologySpreadConstraints", trees(GatewayWorkload.spread(files.collector())));
        spec.put("volumeClaimTemplates", List.of(tree(GatewayWorkload.queue(gateway, false))));
        spec.put("persistentVolumeClaimRetentionPolicy", Map.of("whenScaled", "Retain", "whenDeleted", "Retain"));
        spec.put("podDisruptionBudget", Map.of("maxUnavailable", 1));
        if (GatewayWorkload.isAutoscaled(gateway)) {
            spec.put("autoscaler", autoscaler(gateway));
        } else {
            spec.put("replicas", gateway.replicas().min());
        }
        return resource(files.collector(), spec);
    }

    private static Map<String, Object> common(ConfigurationFiles files, CollectorPod pod, Placement placement) {
        Map<String, Object> spec = new TreeMap<>();
        spec.put("managementState", "managed");
        // The version is ours to choose, with the configuration that fits it.
        spec.put("upgradeStrategy", "none");
        spec.put("image", files.image());
        spec.put("config", ConfigurationTree.of(files));
        if (files.sampling().isPresent()) {
            spec.put("args", Map.of(Revision.FEATURE_GATES, Revision.RECORD_POLICY));
        }
        spec.put("serviceAccount", files.collector().name());
        spec.put("env", trees(pod.environment()));
        spec.put("resources", tree(pod.resourceRequirements()));
        spec.put("securityContext", tree(PodSecurity.container()));
        spec.put("volumes", trees(pod.mountedVolumes()));
        spec.put("volumeMounts", trees(pod.mountPoints()));
        spec.put("nodeSelector", CollectorPod.nodeSelector(placement));
        spec.put("tolerations", trees(CollectorPod.tolerations(placement)));
        return spec;
    }

    private static Map<String, Object> autoscaler(Gateway gateway) {
        return Map.of(
                "minReplicas", gateway.replicas().min(),
                "maxReplicas", gateway.replicas().max(),
                "targetCPUUtilization", GatewayScaling.CPU_PERCENT,
                "behavior", Map.of("scaleDown", Map.of("selectPolicy", "Disabled")));
    }

    private static GenericKubernetesResource resource(CollectorName collector, Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(ServedKind.OPEN_TELEMETRY_COLLECTOR.apiVersion())
                .withKind(ServedKind.OPEN_TELEMETRY_COLLECTOR.kind())
                .withMetadata(collector.metadata())
                .addToAdditionalProperties("spec", spec)
                .build();
    }

    private static List<Object> trees(List<? extends KubernetesResource> parts) {
        return parts.stream().map(OpenTelemetryCollectorResource::tree).toList();
    }

    private static Object tree(KubernetesResource part) {
        return ConfigurationTree.plain(ManifestYaml.tree(part));
    }
}
