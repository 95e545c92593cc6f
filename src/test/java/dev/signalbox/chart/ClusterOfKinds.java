package dev.signalbox.chart;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.testing.Kubectl;
import dev.signalbox.testing.ProgramRun;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a cluster has before Signalbox comes: namespaces, and the kinds of others. */
final class ClusterOfKinds {
    private ClusterOfKinds() {}

    static void prepare(ControlPlane cluster, String... namespaces) {
        try (KubernetesClient client = cluster.client()) {
            Stream.of(namespaces)
                    .forEach(name -> client.resource(namespace(name)).serverSideApply());
            CustomResourceDefinitions.install(
                    client,
                    CustomResourceDefinitions.ofPrometheusOperator("prometheusrules", "servicemonitors", "podmonitors"),
                    "test");
        }
    }

    private static Namespace namespace(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                // What would break it is refused, or warned of where pods come later.
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .addToLabels("pod-security.kubernetes.io/warn", "restricted")
                .endMetadata()
                .build();
    }

    /** What it printed; where it is not content, the test fails with that. */
    static String kubectl(ControlPlane cluster, String... arguments) {
        return output(Kubectl.run(cluster, arguments));
    }

    static String output(ProgramRun run) {
        if (run.exitCode() != 0) {
            throw new AssertionError(run.output());
        }
        return run.output();
    }

    /** Objects by kind, namespace and name. */
    static Map<String, HasMetadata> objects(String yaml) {
        Object read = new KubernetesSerialization()
                .unmarshal(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        return (read instanceof List<?> list ? list : List.of(read))
                .stream()
                        .map(HasMetadata.class::cast)
                        .collect(Collectors.toMap(
                                object -> "%s %s/%s"
                                        .formatted(
                                                object.getKind(),
                                                object.getMetadata().getNamespace(),
                                                object.getMetadata().getName()),
                                object -> object,
                                (one, another) -> {
                                    throw new AssertionError(
                                            "twice: " + one.getMetadata().getName());
                                },
                                TreeMap::new));
    }
}
