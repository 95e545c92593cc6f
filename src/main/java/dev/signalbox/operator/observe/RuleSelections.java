package dev.signalbox.operator.observe;

import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.openshift.api.model.monitoring.v1.Prometheus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Which rules the {@code Prometheus} objects of the cluster take in, as it was at one moment.
 *
 * @param prometheuses none where there are none, or where they may not be read
 * @param namespaceLabels labels of a namespace; empty where they can't be read
 */
record RuleSelections(
        List<RuleSelection> prometheuses, Function<String, Optional<Map<String, String>>> namespaceLabels) {
    private static final Logger LOG = Logger.getLogger(RuleSelections.class);

    /** Nothing is known. */
    static final RuleSelections UNKNOWN = new RuleSelections(List.of(), _ -> Optional.empty());

    static RuleSelections of(KubernetesClient client) {
        try {
            Map<String, Optional<Map<String, String>>> labels = new ConcurrentHashMap<>();
            return new RuleSelections(
                    client.resources(Prometheus.class).inAnyNamespace().list().getItems().stream()
                            .filter(prometheus -> prometheus.getSpec() != null)
                            .map(RuleSelection::of)
                            .toList(),
                    namespace -> labels.computeIfAbsent(namespace, name -> labels(client, name)));
        } catch (KubernetesClientException unreadable) {
            LOG.debugf("Prometheus objects can't be read: %s", unreadable.getMessage());
            return UNKNOWN;
        }
    }

    private static Optional<Map<String, String>> labels(KubernetesClient client, String namespace) {
        try {
            return Optional.ofNullable(client.namespaces().withName(namespace).get())
                    .map(Namespace::getMetadata)
                    .map(metadata -> Optional.ofNullable(metadata.getLabels()).orElse(Map.of()));
        } catch (KubernetesClientException unreadable) {
            LOG.debugf("namespace %s can't be read: %s", namespace, unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** Why nobody takes the rules of an SLO in; nothing where somebody does, or where it is not known. */
    List<String> refusals(ResourceName slo, Map<String, String> labels) {
        List<Optional<String>> refusals = prometheuses.stream()
                .map(prometheus ->
                        prometheus.refusal(labels, slo.namespace(), () -> namespaceLabels.apply(slo.namespace())))
                .toList();
        return refusals.stream().anyMatch(Optional::isEmpty)
                ? List.of()
                : refusals.stream().flatMap(Optional::stream).toList();
    }
}
