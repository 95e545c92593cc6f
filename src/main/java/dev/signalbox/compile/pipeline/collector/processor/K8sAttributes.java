package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Written;
import dev.signalbox.compile.pipeline.collector.setting.ApiAccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says which pod telemetry is from.
 *
 * @param authType how the API server is called
 * @param filter which pods are watched
 * @param extract what of a pod becomes attributes
 * @param podAssociation how the pod is found: the first of these ways that finds one; without any, what the sender claims
 *     is believed
 * @param waitForMetadata whether the collector waits with its start until it knows the pods
 * @param waitForMetadataTimeout after which it gives up and stops
 */
public record K8sAttributes(
        ApiAccess authType,
        Filter filter,
        Extract extract,
        List<Association> podAssociation,
        boolean waitForMetadata,
        Duration waitForMetadataTimeout)
        implements Component.Processor {

    /** Refuses an association that is left to the default. */
    public K8sAttributes {
        podAssociation = List.copyOf(podAssociation);
        if (podAssociation.isEmpty()) {
            throw new IllegalArgumentException("must say how pods are found");
        }
    }

    @Override
    public ComponentType type() {
        return ComponentType.K8S_ATTRIBUTES;
    }

    /**
     * Which pods are watched.
     *
     * @param nodeFromEnvVar the variable that holds the node's name; empty means all nodes
     * @param namespace the only namespace; empty means all
     */
    public record Filter(Optional<String> nodeFromEnvVar, Optional<String> namespace) {

        /** Pods of the collector's own node. */
        public static Filter node(String variable) {
            return new Filter(Optional.of(variable), Optional.empty());
        }
    }

    /**
     * What of a pod becomes attributes.
     *
     * @param metadata attributes of a fixed meaning, such as {@code k8s.pod.name}
     * @param labels labels
     * @param annotations annotations
     */
    public record Extract(List<String> metadata, List<Field> labels, List<Field> annotations) {
        /** Copies the lists. */
        public Extract {
            metadata = List.copyOf(metadata);
            labels = List.copyOf(labels);
            annotations = List.copyOf(annotations);
        }
    }

    /**
     * A label or annotation that becomes an attribute.
     *
     * @param tagName the attribute
     * @param key the label or annotation
     * @param from whose it is
     */
    public record Field(String tagName, String key, Owner from) {}

    /** Whose labels and annotations. */
    public enum Owner {
        /** The pod's. */
        POD,
        /** Its namespace's. */
        NAMESPACE,
        /** Its node's. */
        NODE
    }

    /** A way to find a pod. */
    public sealed interface Association extends Written {

        /** By the address that telemetry came from, which nobody chooses. */
        record ByConnection() implements Association {
            @Override
            public Object written(CollectorVersion version) {
                return Map.of("sources", List.of(Map.of("from", "connection")));
            }
        }

        /**
         * By an attribute of the resource, where the collector itself wrote it (from the path of a log file).
         *
         * @param name such as {@code k8s.pod.uid}
         */
        record ByResourceAttribute(String name) implements Association {
            @Override
            public Object written(CollectorVersion version) {
                return Map.of("sources", List.of(Map.of("from", "resource_attribute", "name", name)));
            }
        }
    }
}
