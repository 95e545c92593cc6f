package dev.signalbox.model.pipeline;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How collectors run.
 *
 * @param image nothing: the one that we are tested with
 * @param version of the collector, said or told from the image's tag: three numbers; there where there is an image, and
 *     without one the version that is wanted of ours
 * @param output what they are written as
 */
public record Collectors(
        Optional<String> image, Optional<String> version, Output output, Agent agent, Gateway gateway) {

    /** What collectors are written as. */
    public enum Output {
        NATIVE,
        OPEN_TELEMETRY_COLLECTOR
    }

    /** One on each node. */
    public record Agent(String namespace, Resources resources, Placement placement) {}

    /**
     * Those behind the agents.
     *
     * @param replicas how many
     * @param queueBytes size of the queue on disk of each
     * @param storageClass of its volume; nothing: the cluster's default
     */
    public record Gateway(
            Replicas replicas,
            long queueBytes,
            Optional<String> storageClass,
            Resources resources,
            Placement placement) {}

    /**
     * Bounds of a number.
     *
     * @param min at least 1
     * @param max at least {@code min}; 1: agents send without load balancing
     */
    public record Replicas(int min, int max) {
        public boolean balanced() {
            return max > 1;
        }
    }

    /**
     * Compute resources of a container, as quantities in canonical form by name.
     *
     * @param memoryLimitBytes the limit of memory among them
     */
    public record Resources(Map<String, String> requests, Map<String, String> limits, long memoryLimitBytes) {
        public Resources {
            requests = Collections.unmodifiableMap(new TreeMap<>(requests));
            limits = Collections.unmodifiableMap(new TreeMap<>(limits));
        }
    }

    /**
     * On which nodes.
     *
     * @param nodeLabels that nodes have
     * @param tolerations taints that are stood
     */
    public record Placement(Map<String, String> nodeLabels, List<Toleration> tolerations) {
        public static final Placement ANYWHERE = new Placement(Map.of(), List.of());

        public Placement {
            nodeLabels = Collections.unmodifiableMap(new TreeMap<>(nodeLabels));
            tolerations = List.copyOf(tolerations);
        }
    }

    /** A taint that is stood, in the fields of Kubernetes. */
    public record Toleration(
            Optional<String> key,
            Optional<String> operator,
            Optional<String> value,
            Optional<String> effect,
            Optional<Long> seconds) {}
}
