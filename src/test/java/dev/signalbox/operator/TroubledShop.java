package dev.signalbox.operator;

import static dev.signalbox.operator.OperatedNamespace.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.Deadline;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What an operator has to do with while its API server is in trouble: 50 SLOs, five services and a stack, which are edited
 * meanwhile, and what of it must not change.
 */
final class TroubledShop {
    private static final int SLOS = 50;
    private static final int SERVICES = 5;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final OperatedNamespace cluster;
    private int round;

    /**
     * What was edited.
     *
     * @param objective of which the objective is another, and which
     * @param percent the objective
     * @param broken can't be compiled any more
     * @param made is new
     * @param gone was deleted
     * @param renamed belongs to a service that is called otherwise, and how
     * @param service how
     */
    record Edits(
            String objective, String percent, String broken, String made, String gone, String renamed, String service) {
        private String ratio() {
            return "0." + percent.replace(".", "");
        }

        private Set<String> names() {
            return Set.of(objective, broken, made, gone, renamed);
        }
    }

    TroubledShop(OperatedNamespace cluster) {
        this.cluster = cluster;
    }

    /** Returns when all of it is as it is to be. */
    void fill() {
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {namespace: observability, metrics: {rules: {labels: {release: monitoring}}}}
                """);
        IntStream.range(0, SERVICES).forEach(i -> service(i, "service-" + i));
        IntStream.range(0, SLOS)
                .forEach(i -> cluster.apply(
                        name(i), i < SERVICES ? "serviceRef: {name: service-" + i + "}" : "service: checkout"));
        IntStream.range(0, SLOS).mapToObj(TroubledShop::name).forEach(cluster::awaitReady);
    }

    /** Edits one of each kind, others each time; an API server that can't take them yet is asked again. */
    Edits edit() {
        int first = SERVICES + 4 * round;
        int service = round % SERVICES;
        Edits edits = new Edits(
                name(first),
                "%d.5".formatted(80 + round),
                name(first + 1),
                "made-" + round,
                name(first + 2),
                name(service),
                "renamed-" + round);
        round++;
        taken(() -> cluster.apply(edits.objective(), "objective: " + edits.percent()));
        taken(() ->
                cluster.apply(edits.broken(), "sli: {ratio: {errors: 'requests_total{code=', total: requests_total}}"));
        taken(() -> cluster.apply(edits.made()));
        taken(() -> cluster.client().resources(SLO.class).withName(edits.gone()).delete());
        taken(() -> service(service, edits.service()));
        return edits;
    }

    private static void taken(Runnable edit) {
        List<String> refusals = new ArrayList<>();
        assertThat(Deadline.in(SOON).until(() -> {
                    try {
                        edit.run();
                        return true;
                    } catch (KubernetesClientException e) {
                        refusals.add(e.getMessage());
                        return false;
                    }
                }))
                .withFailMessage(refusals::toString)
                .isTrue();
    }

    /** Waits until outputs and statuses are as these edits want them, and told. */
    void await(Edits edits) {
        cluster.await(
                edits.broken(), slo -> condition(slo, "Accepted").getStatus().equals("False"));
        cluster.awaitReady(edits.objective());
        cluster.awaitRule(edits.objective(), rule -> objective(rule).equals(edits.ratio()));
        cluster.awaitReady(edits.made());
        cluster.awaitNoRule(edits.gone());
        cluster.await(
                edits.renamed(), slo -> edits.service().equals(slo.getStatus().service()));
        assertThat(Deadline.in(SOON).until(() -> !events(edits.broken()).isEmpty()))
                .as("the event about %s", edits.broken())
                .isTrue();
    }

    /** Type and reason of each event about an SLO. */
    List<String> events(String slo) {
        return cluster.events(slo);
    }

    /** Versions of all SLOs, rules and services: whoever writes to one, be it its status, makes it another. */
    Map<String, String> versions() {
        Map<String, String> all = new TreeMap<>(cluster.versions());
        cluster.client()
                .resources(ServiceObservability.class)
                .list()
                .getItems()
                .forEach(service -> all.put(
                        "ServiceObservability " + service.getMetadata().getName(), OperatedNamespace.version(service)));
        return all;
    }

    /** Of these, those of what was not edited. */
    static Map<String, String> untouched(Map<String, String> versions, Edits edits) {
        Map<String, String> left = new TreeMap<>(versions);
        edits.names().forEach(name -> {
            left.remove("SLO " + name);
            left.remove("PrometheusRule slo-" + name);
        });
        left.remove("ServiceObservability " + edits.renamed().replace("slo-0", "service-"));
        return left;
    }

    private HasMetadata service(int number, String name) {
        return cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: service-%d}
                spec: {selector: {matchLabels: {app: service-%d}}, service: %s, team: shop}
                """.formatted(number, number, name));
    }

    private static String name(int number) {
        return "slo-%02d".formatted(number);
    }

    private static String objective(PrometheusRule rule) {
        return rule.getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .filter(one -> "slo:objective:ratio".equals(one.getRecord()))
                .map(one -> one.getExpr().getStrVal().replaceAll("[^0-9.]", ""))
                .findFirst()
                .orElse("");
    }
}
