package dev.signalbox.operator;

import static dev.signalbox.operator.OperatedNamespace.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.PublishedDefinitions;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dashboards of an SLO and of a stack on a real API server with the Grafana operator's definitions; the test is that operator. */
@ExtendWith(LocalCluster.class)
class DashboardOperatorIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NAME = "dashboard-slo-checkout";

    private OperatedNamespace cluster;
    private OperatorRights rights;
    private RunningOperator operator;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.withDashboards(namespace);
    }

    @AfterEach
    void stop() {
        cluster.client().resources(ObservabilityStack.class).withName("default").delete();
        cluster.client().resources(SLO.class).delete();
        if (operator != null) {
            operator.close();
        }
        rights.close();
        PublishedDefinitions.GRAFANA.remove(cluster.client());
    }

    @Test
    void dashboardsFollowTheirSloAndSayWhatGrafanaTook() {
        operator = RunningOperator.start(rights.kubeconfig(), cluster.settings());
        stack("GrafanaOperator");
        cluster.apply("checkout");
        SLO unserved = cluster.await("checkout", slo -> says(slo, "False", "KindNotServed"));
        assertThat(condition(unserved, "Applied").getStatus()).isEqualTo("True");

        PublishedDefinitions.GRAFANA.install(cluster.client());

        SLO slo = cluster.await("checkout", awaited -> says(awaited, "Unknown", "AwaitingGrafana"));
        GenericKubernetesResource dashboard = dashboard(NAME);
        assertThat(dashboard.getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getUid)
                .containsExactly(slo.getMetadata().getUid());
        assertThat(dashboard.<String>get("spec", "uid")).startsWith("slo_").hasSizeLessThanOrEqualTo(40);
        assertThat(dashboard.<String>get("spec", "json"))
                .contains("\"title\" : \"SLO checkout (" + cluster.namespace().name() + ")\"");
        assertThat(cluster.rule("checkout").getSpec().getGroups().toString())
                .contains("https://grafana.example.com/d/" + dashboard.get("spec", "uid"));

        told(dashboard, Map.of("type", "DashboardSynchronized", "status", "True", "reason", "ApplySuccessful"));
        cluster.await("checkout", synced -> says(synced, "True", "Synchronized"));
        told(dashboard, Map.of("type", "NoMatchingInstance", "status", "True", "reason", "EmptyAPIReply"));
        SLO alone = cluster.await("checkout", lost -> says(lost, "False", "NoMatchingInstance"));
        assertThat(condition(alone, "DashboardsSynchronized").getMessage()).contains("instanceSelector");
        assertThat(dashboard(NAME).getMetadata().getGeneration())
                .as("nothing is rewritten because something was told")
                .isEqualTo(1);

        edited(NAME);
        assertThat(soon(() -> !dashboard(NAME).get("spec", "json").equals("{}")))
                .isTrue();
    }

    @Test
    void theStackHasAnOverviewAndFoldersThatOutliveIt() {
        PublishedDefinitions.GRAFANA.install(cluster.client());
        operator = RunningOperator.start(rights.kubeconfig(), cluster.settings());

        stack("GrafanaOperator");

        assertThat(soon(() -> dashboard("signalbox-dashboard-slos") != null)).isTrue();
        GenericKubernetesResource overview = dashboard("signalbox-dashboard-slos");
        List<GenericKubernetesResource> folders = folders();
        assertThat(folders).hasSize(1);
        assertThat(overview.<String>get("spec", "folderUID"))
                .isEqualTo(folders.getFirst().get("spec", "uid"));
        assertThat(overview.getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getKind)
                .containsExactly("ObservabilityStack");
        assertThat(folders.getFirst().getMetadata().getOwnerReferences()).isEmpty();
        assertThat(soon(() -> conditions().contains("DashboardsSynchronized=Unknown/AwaitingGrafana")))
                .as(() -> conditions().toString())
                .isTrue();

        cluster.client().resources(ObservabilityStack.class).withName("default").delete();

        assertThat(soon(() -> dashboard("signalbox-dashboard-slos") == null)).isTrue();
        assertThat(folders()).hasSize(1);
    }

    @Test
    void anotherTargetTakesTheOldObjectsAway() {
        PublishedDefinitions.GRAFANA.install(cluster.client());
        operator = RunningOperator.start(rights.kubeconfig(), cluster.settings());
        stack("GrafanaOperator");
        cluster.apply("checkout");
        cluster.await("checkout", awaited -> says(awaited, "Unknown", "AwaitingGrafana"));

        stack("Sidecar");

        cluster.await("checkout", told -> says(told, "Unknown", "NotTold"));
        assertThat(soon(() -> dashboard(NAME) == null)).isTrue();
        ConfigMap map = configMap();
        assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
        assertThat(map.getMetadata().getAnnotations())
                .containsEntry("grafana_folder", cluster.namespace().name());
        assertThat(map.getData()).hasSize(1).allSatisfy((file, json) -> {
            assertThat(file).startsWith("slo_").endsWith(".json");
            assertThat(json).contains("\"uid\" : \"" + file.replace(".json", "") + "\"");
        });

        cluster.client().resources(SLO.class).withName("checkout").delete();

        assertThat(soon(() -> configMap() == null)).isTrue();
    }

    private void stack(String target) {
        ObservabilityStack stack =
                Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  namespace: %s
                  dashboards: {target: %s, grafanaUrl: "https://grafana.example.com"}
                """.formatted(cluster.namespace().name(), target), ObservabilityStack.class);
        cluster.client()
                .resource(stack)
                .fieldManager("kubectl")
                .forceConflicts()
                .serverSideApply();
    }

    private static boolean says(SLO slo, String status, String reason) {
        return slo.getStatus().conditions().stream()
                .anyMatch(condition -> condition.getType().equals("DashboardsSynchronized")
                        && condition.getStatus().equals(status)
                        && condition.getReason().equals(reason));
    }

    /** As the Grafana operator tells it; another condition takes the place of the one before. */
    private void told(GenericKubernetesResource dashboard, Map<String, String> condition) {
        GenericKubernetesResource live = dashboard(dashboard.getMetadata().getName());
        Map<String, Object> full = new LinkedHashMap<>(condition);
        full.put("message", "told by a test");
        full.put("lastTransitionTime", "2026-01-01T00:00:00Z");
        full.put("observedGeneration", live.getMetadata().getGeneration());
        live.setAdditionalProperty("status", Map.of("conditions", List.of(full)));
        cluster.client()
                .genericKubernetesResources(context("GrafanaDashboard", "grafanadashboards"))
                .inNamespace(cluster.namespace().name())
                .resource(live)
                .updateStatus();
    }

    private void edited(String name) {
        cluster.client()
                .genericKubernetesResources(context("GrafanaDashboard", "grafanadashboards"))
                .inNamespace(cluster.namespace().name())
                .withName(name)
                .edit(live -> {
                    @SuppressWarnings("unchecked") // specs are JSON objects
                    Map<String, Object> spec =
                            (Map<String, Object>) live.getAdditionalProperties().get("spec");
                    spec.put("json", "{}");
                    return live;
                });
    }

    private GenericKubernetesResource dashboard(String name) {
        return cluster.client()
                .genericKubernetesResources(context("GrafanaDashboard", "grafanadashboards"))
                .inNamespace(cluster.namespace().name())
                .withName(name)
                .get();
    }

    private List<GenericKubernetesResource> folders() {
        return cluster.client()
                .genericKubernetesResources(context("GrafanaFolder", "grafanafolders"))
                .inNamespace(cluster.namespace().name())
                .list()
                .getItems();
    }

    private ConfigMap configMap() {
        return cluster.client()
                .configMaps()
                .inNamespace(cluster.namespace().name())
                .withName(NAME)
                .get();
    }

    private List<String> conditions() {
        return Optional.ofNullable(cluster.client()
                        .resources(ObservabilityStack.class)
                        .withName("default")
                        .get()
                        .getStatus())
                .map(status -> status.conditions().stream()
                        .map(DashboardOperatorIT::text)
                        .toList())
                .orElse(List.of());
    }

    private static String text(Condition condition) {
        return condition.getType() + "=" + condition.getStatus() + "/" + condition.getReason();
    }

    private static boolean soon(BooleanSupplier condition) {
        return Deadline.in(SOON).until(condition);
    }

    private static ResourceDefinitionContext context(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("grafana.integreatly.org")
                .withVersion("v1beta1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
