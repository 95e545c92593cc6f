package dev.signalbox.controlplane;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The kinds that have to be served before a resource of them can be created. */
public final class CustomResourceDefinitions {
    private static final Duration ESTABLISHED = Duration.ofSeconds(30);

    private CustomResourceDefinitions() {}

    /** Signalbox' own. */
    public static List<CustomResourceDefinition> ofSignalbox() {
        return ClassPathFiles.read("/crds", ".yaml").stream()
                .map(CustomResourceDefinitions::parse)
                .toList();
    }

    /** Those of prometheus-operator that come with Signalbox and that {@code plurals} names: {@code prometheusrules}. */
    public static List<CustomResourceDefinition> ofPrometheusOperator(String... plurals) {
        return Stream.of(plurals)
                .flatMap(plural -> ClassPathFiles.read("/third-party/prometheus-operator", plural + ".yaml").stream())
                .map(CustomResourceDefinitions::parse)
                .toList();
    }

    /** Applies them as {@code fieldManager}, and returns when all of them are served. */
    public static void install(
            KubernetesClient client, List<CustomResourceDefinition> definitions, String fieldManager) {
        PatchContext apply = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(fieldManager)
                .withForce(true)
                .build();
        definitions.forEach(crd -> client.resource(crd).patch(apply));
        Deadline deadline = Deadline.in(ESTABLISHED);
        for (CustomResourceDefinition crd : definitions) {
            if (!deadline.until(() -> established(client, crd))) {
                throw new ControlPlaneException(crd.getMetadata().getName() + " is not served after "
                        + ESTABLISHED.toSeconds() + " s; kubectl describe crd "
                        + crd.getMetadata().getName() + " says why");
            }
        }
    }

    private static boolean established(KubernetesClient client, CustomResourceDefinition definition) {
        CustomResourceDefinition live = client.resource(definition).get();
        return live != null
                && live.getStatus() != null
                && live.getStatus().getConditions() != null
                && live.getStatus().getConditions().stream()
                        .anyMatch(c -> "Established".equals(c.getType()) && "True".equals(c.getStatus()));
    }

    private static CustomResourceDefinition parse(String yaml) {
        return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
    }
}
