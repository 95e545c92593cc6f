package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalCluster.class)
class LocalProcessesIT {

    @Test
    void givesAnAdministratorOfAKubernetesThatSaysItsVersion(LocalCluster.Namespace namespace) {
        assertThat(namespace.client().getKubernetesVersion().getGitVersion()).startsWith("v1.35.4");
        assertThat(namespace
                        .client()
                        .rbac()
                        .clusterRoles()
                        .withName("cluster-admin")
                        .get())
                .isNotNull();
    }

    @Test
    void collectsWhatADeletedOwnerLeavesBehind(LocalCluster.Namespace namespace) {
        KubernetesClient client = namespace.client();
        ConfigMap owner = client.resource(configMap("owner")).create();
        client.resource(new ConfigMapBuilder(configMap("owned"))
                        .editMetadata()
                        .addNewOwnerReference()
                        .withApiVersion("v1")
                        .withKind("ConfigMap")
                        .withName("owner")
                        .withUid(owner.getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .build())
                .create();

        client.resource(owner).delete();

        assertThat(Deadline.in(Duration.ofSeconds(60))
                        .until(() -> client.configMaps().withName("owned").get() == null))
                .isTrue();
    }

    @Test
    void leavesNothingBehind(LocalCluster.Namespace namespace) {
        Assumptions.assumeTrue(
                namespace.controlPlane().description().contains("local processes"), "k3s is in use here");
        var processes = new ControlPlaneChoice.Processes(
                ControlPlaneBinaries.find().orElseThrow().script());
        long before = ProcessHandle.current().descendants().count();
        Path directory;
        try (ControlPlane another = processes.start(_ -> {})) {
            directory = another.kubeconfig().getParent();
            assertThat(ProcessHandle.current().descendants().count()).isGreaterThan(before);
            assertThat(another.server()).isNotEqualTo(namespace.controlPlane().server());
        }
        assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
        assertThat(Files.exists(directory)).isFalse();
    }

    private static ConfigMap configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }
}
