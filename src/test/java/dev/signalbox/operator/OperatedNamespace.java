package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A namespace in which an operator works, as its users see it.
 *
 * @param namespace the namespace
 */
record OperatedNamespace(LocalCluster.Namespace namespace) {
    private static final Duration SOON = Duration.ofSeconds(60);

    static OperatedNamespace of(LocalCluster.Namespace namespace) {
        CustomResourceDefinitions.install(namespace.client(), CustomResourceDefinitions.ofSignalbox(), "test");
        CustomResourceDefinitions.install(
                namespace.client(), CustomResourceDefinitions.ofPrometheusOperator("prometheusrules"), "test");
        return new OperatedNamespace(namespace);
    }

    KubernetesClient client() {
        return namespace.client();
    }

    /** For an operator that watches this namespace only. */
    Map<String, String> settings() {
        return Map.of("SIGNALBOX_NAMESPACES", namespace.name());
    }

    /** As kubectl applies it: an SLO that is right, but for the fields that are given as {@code name: value}. */
    SLO apply(String name, String... spec) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "objective", "99.9",
                "service", "checkout",
                "sli", "{ratio: {errors: 'requests_total{code=\"500\"}', total: requests_total}}"));
        Arrays.stream(spec).map(line -> line.split(": ", 2)).forEach(field -> fields.put(field[0], field[1]));
        if (fields.containsKey("serviceRef")) {
            fields.remove("service");
        }
        applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: %s}
                spec:
                """.formatted(name)
                + fields.entrySet().stream()
                        .map(field -> "  " + field.getKey() + ": " + field.getValue() + "\n")
                        .collect(Collectors.joining()));
        return slo(name);
    }

    HasMetadata applyYaml(String yaml) {
        HasMetadata object = Serialization.unmarshal(yaml, HasMetadata.class);
        object.getMetadata().setNamespace(namespace.name());
        return client().resource(object)
                .fieldManager("kubectl")
                .forceConflicts()
                .serverSideApply();
    }

    /** Waits until the SLO is as told. */
    SLO await(String name, Predicate<SLO> expected) {
        Optional<SLO> reached = Deadline.in(SOON).poll(() -> Optional.ofNullable(slo(name))
                .filter(slo -> slo.getStatus() != null)
                .filter(slo ->
                        slo.getMetadata().getGeneration().equals(slo.getStatus().observedGeneration()))
                .filter(expected));
        assertThat(reached)
                .withFailMessage(() -> "not in time; the SLO is:\n" + Serialization.asYaml(slo(name)))
                .isPresent();
        return reached.orElseThrow();
    }

    SLO awaitReady(String name) {
        return await(name, slo -> condition(slo, "Ready").getStatus().equals("True"));
    }

    SLO slo(String name) {
        return client().resources(SLO.class).withName(name).get();
    }

    PrometheusRule rule(String slo) {
        return client().resources(PrometheusRule.class).withName("slo-" + slo).get();
    }

    /** Waits until the rules of an SLO are as told. */
    PrometheusRule awaitRule(String slo, Predicate<PrometheusRule> expected) {
        Optional<PrometheusRule> reached =
                Deadline.in(SOON).poll(() -> Optional.ofNullable(rule(slo)).filter(expected));
        assertThat(reached)
                .withFailMessage(() -> "not in time; the rules are:\n" + Serialization.asYaml(rule(slo)))
                .isPresent();
        return reached.orElseThrow();
    }

    void awaitNoRule(String slo) {
        assertThat(Deadline.in(SOON).until(() -> rule(slo) == null)).isTrue();
    }

    /** Type and reason of each event about a resource of that name. */
    List<String> events(String name) {
        return client().events().v1().events().inNamespace(namespace.name()).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(name))
                .map(event -> event.getType() + " " + event.getReason())
                .toList();
    }

    static Condition condition(SLO slo, String type) {
        return slo.getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no condition " + type));
    }

    /** {@code type=status/reason} of each condition. */
    static List<String> conditions(SLO slo) {
        return slo.getStatus().conditions().stream()
                .map(condition -> condition.getType() + "=" + condition.getStatus() + "/" + condition.getReason())
                .toList();
    }

    static String version(HasMetadata object) {
        return object.getMetadata().getResourceVersion();
    }

    /** Versions of all SLOs and rules, by kind and name. */
    Map<String, String> versions() {
        return List.of(
                        client().resources(SLO.class).list().getItems(),
                        client().resources(PrometheusRule.class).list().getItems())
                .stream()
                .flatMap(List::stream)
                .map(HasMetadata.class::cast)
                .collect(Collectors.toMap(
                        object -> object.getKind() + " " + object.getMetadata().getName(), OperatedNamespace::version));
    }
}
