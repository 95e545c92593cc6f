package dev.signalbox.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalCluster.class)
class CreatedObjectsIT {

    @Test
    void areGoneInTheEndAndNothingElseIs(LocalCluster.Namespace namespace) {
        KubernetesClient client = namespace.client();
        ConfigMap theirs = client.resource(configMap("theirs", namespace)).create();
        ConfigMap ours = configMap("ours", namespace);
        try (CreatedObjects objects = new CreatedObjects(client, true)) {
            objects.apply(ours);
            assertThat(client.resource(ours).get()).isNotNull();
            assertThat(objects.isForeign(ours)).isFalse();
            assertThatThrownBy(() -> objects.apply(theirs)).isInstanceOf(QuickstartFailure.class);
        }
        assertThat(client.resource(ours).get()).isNull();
        assertThat(client.resource(theirs).get()).isNotNull();
    }

    @Test
    void areNotAddedOnceTheyAreBeingRemoved(LocalCluster.Namespace namespace) {
        CreatedObjects objects = new CreatedObjects(namespace.client(), true);
        objects.close();
        assertThatThrownBy(() -> objects.apply(configMap("late", namespace))).isInstanceOf(QuickstartFailure.class);
        assertThat(namespace.client().configMaps().withName("late").get()).isNull();
    }

    @Test
    void leaveDefinitionsAloneThatWereThere(LocalCluster.Namespace namespace) {
        KubernetesClient client = namespace.client();
        List<CustomResourceDefinition> monitors = CustomResourceDefinitions.ofPrometheusOperator("podmonitors");
        CustomResourceDefinitions.install(client, monitors, "someone-else");
        try (CreatedObjects objects = new CreatedObjects(client, true)) {
            assertThat(objects.install(CustomResourceDefinitions.ofPrometheusOperator("podmonitors")))
                    .isZero();
        }
        assertThat(client.resource(monitors.getFirst()).get()).isNotNull();
    }

    private static ConfigMap configMap(String name, LocalCluster.Namespace namespace) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace.name())
                .endMetadata()
                .build();
    }
}
