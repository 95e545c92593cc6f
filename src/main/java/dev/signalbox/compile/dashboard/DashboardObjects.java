package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.place.DashboardFolder;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.kube.Selectors;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.ServedKind;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Dashboards as objects of the cluster.
 *
 * @see <a href="https://grafana.github.io/grafana-operator/docs/api/">Kinds of the Grafana operator</a>
 */
public final class DashboardObjects {
    /** The label by which the sidecar of Grafana's chart finds ConfigMaps, as the chart has it. */
    private static final Map<String, String> SIDECAR = Map.of("grafana_dashboard", "1");

    /** The annotation that names a folder to it, where the chart is told to look. */
    private static final String SIDECAR_FOLDER = "grafana_folder";

    private static final ServedKind FOLDER = new ServedKind(ServedKind.GRAFANA_DASHBOARD.apiVersion(), "GrafanaFolder");

    private DashboardObjects() {}

    /** The kind that has to be served before dashboards can be brought; nothing where none are. */
    public static Optional<ServedKind> kind(DashboardSettings settings) {
        return settings.target().flatMap(target -> switch (target) {
            case GRAFANA_OPERATOR -> Optional.of(ServedKind.GRAFANA_DASHBOARD);
            case SIDECAR -> Optional.of(ServedKind.CONFIG_MAP);
            case FILES -> Optional.empty();
        });
    }

    /**
     * One object for each dashboard, as the stack asks for them.
     *
     * @param labels those of all objects made from the same resource
     */
    public static List<HasMetadata> of(
            Collection<Board> boards, DashboardSettings settings, Map<String, String> labels) {
        return settings.target()
                .map(target -> switch (target) {
                    case GRAFANA_OPERATOR ->
                        boards.stream()
                                .map(board -> dashboard(board, settings, labels))
                                .toList();
                    case SIDECAR ->
                        boards.stream().map(board -> configMap(board, labels)).toList();
                    case FILES -> List.<HasMetadata>of();
                })
                .orElse(List.of());
    }

    /** What has to be there before dashboards: folders that they name by uid, and data sources where the stack asks for them. */
    public static List<HasMetadata> before(Collection<DashboardFolder> folders, DashboardSettings settings) {
        return Stream.concat(DatasourceObjects.of(settings).stream(), folders(folders, settings).stream())
                .toList();
    }

    private static List<HasMetadata> folders(Collection<DashboardFolder> folders, DashboardSettings settings) {
        return settings.target().filter(DashboardSettings.Target.GRAFANA_OPERATOR::equals).stream()
                .flatMap(_ -> folders.stream())
                .distinct()
                .flatMap(folder -> folder.uid().stream().map(uid -> folder(folder.title(), uid, settings)))
                .toList();
    }

    private static HasMetadata dashboard(Board board, DashboardSettings settings, Map<String, String> labels) {
        Map<String, Object> spec = new LinkedHashMap<>(instances(settings));
        spec.put("uid", board.dashboard().uid());
        board.folder()
                .uid()
                .ifPresentOrElse(
                        uid -> spec.put("folderUID", uid),
                        () -> spec.put("folder", board.folder().title()));
        spec.put("json", board.dashboard().json());
        return object(ServedKind.GRAFANA_DASHBOARD, metadata(board, labels).build(), spec);
    }

    private static HasMetadata folder(String title, String uid, DashboardSettings settings) {
        Map<String, Object> spec = new LinkedHashMap<>(instances(settings));
        spec.put("uid", uid);
        spec.put("title", title);
        ObjectMeta metadata = new ObjectMetaBuilder()
                .withName(uid)
                .withNamespace(settings.namespace())
                .withLabels(OutputLabels.with(Map.of()))
                .build();
        return object(FOLDER, metadata, spec);
    }

    /** The Grafana objects are hardly ever in the namespace of the dashboard, and nobody turns this off again. */
    private static Map<String, Object> instances(DashboardSettings settings) {
        return Map.of("instanceSelector", Selectors.of(settings.instances()), "allowCrossNamespaceImport", true);
    }

    private static HasMetadata configMap(Board board, Map<String, String> labels) {
        return new ConfigMapBuilder()
                .withMetadata(metadata(board, labels)
                        .addToLabels(SIDECAR)
                        .withAnnotations(Map.of(SIDECAR_FOLDER, board.folder().title()))
                        .build())
                .withData(Map.of(
                        board.dashboard().uid() + ".json", board.dashboard().json()))
                .build();
    }

    private static ObjectMetaBuilder metadata(Board board, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withName(board.object().name())
                .withNamespace(board.object().namespace())
                .withLabels(labels);
    }

    private static GenericKubernetesResource object(ServedKind kind, ObjectMeta metadata, Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(kind.apiVersion())
                .withKind(kind.kind())
                .withMetadata(metadata)
                .addToAdditionalProperties("spec", spec)
                .build();
    }
}
