package dev.signalbox.operator.routing;

import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.facts.AlertmanagerObject;
import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Reads the {@code Alertmanager} objects of the prometheus-operator. As with its other selectors, none takes nothing, an empty one
 * everything; without a selector of namespaces it is the object's own.
 */
final class AlertmanagerObjects {
    private static final Logger LOG = Logger.getLogger(AlertmanagerObjects.class);
    private static final ResourceDefinitionContext ALERTMANAGERS = new ResourceDefinitionContext.Builder()
            .withGroup("monitoring.coreos.com")
            .withVersion("v1")
            .withKind("Alertmanager")
            .withPlural("alertmanagers")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;

    AlertmanagerObjects(KubernetesClient client) {
        this.client = client;
    }

    /**
     * All that there are; nothing where they can't be read.
     *
     * @param labels of our objects
     * @param namespaces in which our objects could be, beside those of Alertmanagers
     */
    Optional<List<AlertmanagerObject>> list(Map<String, String> labels, Collection<String> namespaces) {
        try {
            return Optional.of(
                    client.genericKubernetesResources(ALERTMANAGERS).inAnyNamespace().list().getItems().stream()
                            .map(object -> read(object, labels, namespaces))
                            .toList());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.of(List.of());
            }
            LOG.debugf("Alertmanager objects can't be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private AlertmanagerObject read(
            GenericKubernetesResource object, Map<String, String> labels, Collection<String> namespaces) {
        ResourceName name = ObjectNames.of(object);
        AlertmanagerObject.Strategy strategy = AlertmanagerObject.Strategy.of(
                String.valueOf(object.<Object>get("spec", "alertmanagerConfigMatcherStrategy", "type")));
        Optional<String> version =
                Optional.ofNullable(object.<Object>get("spec", "version")).map(String::valueOf);
        Optional<LabelSelector> objects = selector(object, "alertmanagerConfigSelector");
        if (objects.isEmpty()) {
            return none(name, strategy, version, "it has no alertmanagerConfigSelector; write {} there");
        }
        List<String> unmet = unmet(objects.get(), labels);
        if (!unmet.isEmpty()) {
            return none(
                    name,
                    strategy,
                    version,
                    "its alertmanagerConfigSelector wants %s; write that into the stack's spec.alerting.labels"
                            .formatted(String.join(", ", unmet)));
        }
        Optional<LabelSelector> from = selector(object, "alertmanagerConfigNamespaceSelector");
        if (from.isPresent() && requirements(from.get()).findAny().isEmpty()) {
            return new AlertmanagerObject(name, strategy, Optional.empty(), "", version);
        }
        return new AlertmanagerObject(
                name,
                strategy,
                Optional.of(
                        from.isEmpty()
                                ? new TreeSet<>(List.of(name.namespace()))
                                : selected(from.get(), name.namespace(), namespaces)),
                from.isEmpty()
                        ? "it has no alertmanagerConfigNamespaceSelector, and takes them from its own; write {} there"
                        : "its alertmanagerConfigNamespaceSelector wants another label; label the namespace so",
                version);
    }

    private static AlertmanagerObject none(
            ResourceName name, AlertmanagerObject.Strategy strategy, Optional<String> version, String why) {
        return new AlertmanagerObject(name, strategy, Optional.of(new TreeSet<>()), why, version);
    }

    private static Optional<LabelSelector> selector(GenericKubernetesResource object, String field) {
        return Optional.ofNullable(object.<Object>get("spec", field))
                .map(tree -> Serialization.unmarshal(Serialization.asJson(tree), LabelSelector.class));
    }

    /** Of a namespace that can't be read it is taken that it is selected: a wrong alarm is worse than none. */
    private SortedSet<String> selected(LabelSelector selector, String own, Collection<String> namespaces) {
        return Stream.concat(namespaces.stream(), Stream.of(own))
                .filter(namespace -> labels(namespace)
                        .map(labels -> unmet(selector, labels).isEmpty())
                        .orElse(true))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<Map<String, String>> labels(String namespace) {
        try {
            return Optional.ofNullable(client.namespaces().withName(namespace).get())
                    .map(Namespace::getMetadata)
                    .map(metadata -> Optional.ofNullable(metadata.getLabels()).orElse(Map.of()));
        } catch (KubernetesClientException e) {
            LOG.debugf("namespace %s can't be read: %s", namespace, e.getMessage());
            return Optional.empty();
        }
    }

    private static List<String> unmet(LabelSelector selector, Map<String, String> labels) {
        return requirements(selector)
                .filter(requirement -> !isMet(requirement, Optional.ofNullable(labels.get(requirement.getKey()))))
                .map(requirement -> "%s %s %s"
                        .formatted(
                                requirement.getKey(),
                                requirement.getOperator(),
                                Optional.ofNullable(requirement.getValues())
                                        .map(values -> String.join(", ", values))
                                        .orElse("")))
                .map(String::strip)
                .toList();
    }

    private static Stream<LabelSelectorRequirement> requirements(LabelSelector selector) {
        return Stream.concat(
                Optional.ofNullable(selector.getMatchLabels()).orElse(Map.of()).entrySet().stream()
                        .map(label -> new LabelSelectorRequirement(label.getKey(), "In", List.of(label.getValue()))),
                Optional.ofNullable(selector.getMatchExpressions()).orElse(List.of()).stream());
    }

    private static boolean isMet(LabelSelectorRequirement requirement, Optional<String> value) {
        return switch (requirement.getOperator()) {
            case "In" -> value.filter(requirement.getValues()::contains).isPresent();
            case "NotIn" -> value.filter(requirement.getValues()::contains).isEmpty();
            case "Exists" -> value.isPresent();
            case "DoesNotExist" -> value.isEmpty();
            default -> true; // an operator of tomorrow is no reason to blame anybody
        };
    }
}
