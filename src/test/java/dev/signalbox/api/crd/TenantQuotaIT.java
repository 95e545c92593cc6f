package dev.signalbox.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many resources a namespace has is for the API server to say: what is stored, the operator has to hold. */
@ExtendWith(LocalCluster.class)
class TenantQuotaIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aQuotaOfTheNamespaceEndsAFloodOfSlos(LocalCluster.Namespace here) {
        CustomResourceDefinitions.install(here.client(), CustomResourceDefinitions.ofSignalbox(), "test");
        ResourceQuota quota = here.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: v1
                        kind: ResourceQuota
                        metadata: {name: signalbox, namespace: %s}
                        spec: {hard: {count/slos.signalbox.dev: "2"}}
                        """.formatted(here.name()), ResourceQuota.class))
                .create();
        // Where a cluster has a controller manager, that is who does it.
        quota.setStatus(Serialization.unmarshal("""
                        status: {hard: {count/slos.signalbox.dev: "2"}, used: {count/slos.signalbox.dev: "0"}}
                        """, ResourceQuota.class).getStatus());
        here.client().resource(quota).updateStatus();

        assertThat(Deadline.in(SOON).until(() -> used(here).equals("0"))).isTrue();
        IntStream.range(0, 2).forEach(i -> create(here, i));

        assertThatThrownBy(() -> IntStream.range(2, 50).forEach(i -> create(here, i)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("exceeded quota: signalbox")
                .hasMessageContaining("count/slos.signalbox.dev=2");
        assertThat(here.client()
                        .resources(SLO.class)
                        .inNamespace(here.name())
                        .list()
                        .getItems())
                .hasSize(2);
    }

    private static String used(LocalCluster.Namespace here) {
        return here.client()
                .resourceQuotas()
                .inNamespace(here.name())
                .withName("signalbox")
                .get()
                .getStatus()
                .getUsed()
                .get("count/slos.signalbox.dev")
                .toString();
    }

    private static void create(LocalCluster.Namespace here, int i) {
        here.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: signalbox.dev/v1alpha1
                        kind: SLO
                        metadata: {name: flood-%d, namespace: %s}
                        spec: {service: checkout, objective: 99.9, sli: {condition: {query: up == 1}}}
                        """.formatted(i, here.name()), SLO.class))
                .create();
    }
}
