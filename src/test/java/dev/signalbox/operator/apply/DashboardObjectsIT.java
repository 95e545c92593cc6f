package dev.signalbox.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.compile.dashboard.Board;
import dev.signalbox.compile.dashboard.DashboardObjects;
import dev.signalbox.compile.dashboard.StackBoards;
import dev.signalbox.compile.dashboard.place.DashboardFolder;
import dev.signalbox.compile.dashboard.place.DashboardSubject;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DashboardSettings.Datasources;
import dev.signalbox.facts.DashboardSettings.Server;
import dev.signalbox.facts.DashboardSettings.Target;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TelemetrySignal;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.PublishedDefinitions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What dashboards become is taken by a real server that has the Grafana operator's own definitions. */
@ExtendWith(LocalCluster.class)
class DashboardObjectsIT {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private KubernetesClient administrator;
    private KubernetesClient operator;
    private OperatorRights rights;
    private String namespace;

    @BeforeEach
    void prepare(LocalCluster.Namespace there) {
        administrator = there.client();
        namespace = there.name();
        PublishedDefinitions.GRAFANA.install(administrator);
        rights = OperatorRights.withDashboards(there);
        operator = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(rights.kubeconfig().toFile()))
                .build();
    }

    @AfterEach
    void clean() {
        operator.close();
        rights.close();
        PublishedDefinitions.GRAFANA.remove(administrator);
    }

    @Test
    void whatIsAppliedIsWhatIsWantedAndASecondTimeIsNoWrite() {
        List<HasMetadata> objects = objects(settings(Map.of("dashboards", "grafana")));

        assertThat(objects)
                .extracting(HasMetadata::getKind)
                .contains("GrafanaDashboard", "GrafanaFolder", "GrafanaDatasource", "ConfigMap");
        assertThat(objects).allSatisfy(object -> {
            GenericKubernetesResource first = apply(object);
            assertThat(owned(first)).as(identity(object)).isEqualTo(wanted(object));

            assertThat(apply(object).getMetadata().getResourceVersion())
                    .as(identity(object))
                    .isEqualTo(first.getMetadata().getResourceVersion());
        });
    }

    @Test
    void otherInstancesAreRefusedForAnObjectThatIsThere() {
        objects(settings(Map.of("dashboards", "grafana"))).forEach(this::apply);

        HasMetadata other = objects(settings(Map.of("dashboards", "other"))).stream()
                .filter(object -> object.getKind().equals("GrafanaDashboard"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> apply(other))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("immutable");
    }

    private List<HasMetadata> objects(DashboardSettings settings) {
        List<Board> boards = StackBoards.of(settings);
        Board ofNamespace = new Board(
                DashboardSubject.OfStack.SLOS,
                new ResourceName(namespace, "by-title"),
                DashboardFolder.ofNamespace("shop"),
                boards.getFirst().dashboard());
        DashboardSettings sidecar = new DashboardSettings(
                Optional.of(Target.SIDECAR),
                namespace,
                settings.grafana(),
                settings.instances(),
                settings.datasources(),
                List.of());
        return Stream.of(
                        DashboardObjects.before(StackBoards.folders(Map.of()), settings),
                        DashboardObjects.of(boards, settings, Map.of("a", "b")),
                        DashboardObjects.of(List.of(ofNamespace), settings, Map.of()),
                        DashboardObjects.of(boards, sidecar, Map.of()))
                .flatMap(List::stream)
                .toList();
    }

    private DashboardSettings settings(Map<String, String> instances) {
        return new DashboardSettings(
                Optional.of(Target.GRAFANA_OPERATOR),
                namespace,
                Optional.of("https://grafana.example.com"),
                new LabelSelection(instances, List.of()),
                new Datasources(Optional.of("prom"), Optional.of("loki"), Optional.of("tempo")),
                List.of(
                        new Server(
                                TelemetrySignal.METRICS,
                                "prom",
                                "http://prometheus:9090",
                                Optional.empty(),
                                new Credentials.Basic("prometheus"),
                                false),
                        new Server(
                                TelemetrySignal.LOGS,
                                "loki",
                                "http://loki:3100",
                                Optional.of("production"),
                                new Credentials.Bearer("loki"),
                                true),
                        new Server(
                                TelemetrySignal.TRACES,
                                "tempo",
                                "http://tempo:3200",
                                Optional.empty(),
                                new Credentials.None(),
                                false)));
    }

    private static String identity(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    private GenericKubernetesResource apply(HasMetadata object) {
        return operator.resource(JSON.convertValue(object, GenericKubernetesResource.class))
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("signalbox")
                        .withFieldValidation("Strict")
                        .withForce(true)
                        .build());
    }

    private static String owned(GenericKubernetesResource live) {
        return OwnedFields.of(live, "signalbox").map(CanonicalText::of).orElseThrow();
    }

    @SuppressWarnings("unchecked") // names are texts in JSON
    private static String wanted(HasMetadata object) {
        Map<String, Object> tree = JSON.convertValue(object, Map.class);
        return CanonicalText.of(OwnedFields.wanted(tree));
    }
}
