package dev.signalbox.operator.watched;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.api.v1alpha1.SLO;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class ReadResourcesTest {
    private static final String WRITTEN = """
            {"apiVersion": "signalbox.dev/v1alpha1", "kind": "SLO",
             "metadata": {"name": "checkout", "namespace": "shop", "generation": 3, "labels": {"team": "pay"},
               "annotations": {"note": "kept"},
               "managedFields": [{"manager": "kubectl", "operation": "Apply", "fieldsV1": {"f:spec": {"f:objective": {}}}}]},
             "spec": {"service": "checkout", "objective": "99.9"},
             "status": {"observedGeneration": 2}}
            """;

    private final KubernetesSerialization serialization = serialization();

    private static KubernetesSerialization serialization() {
        ObjectMapper mapper = new ObjectMapper();
        new ReadResources().customize(mapper);
        return new KubernetesSerialization(mapper, false);
    }

    @Test
    void ofAResourceOfOursItIsNotReadWhoWroteIt() {
        SLO slo = serialization.unmarshal(WRITTEN, SLO.class);

        assertThat(slo.getMetadata().getManagedFields()).isEmpty();
        assertThat(slo.getMetadata().getAdditionalProperties()).isEmpty();
        assertThat(slo.getMetadata().getGeneration()).isEqualTo(3);
        assertThat(slo.getMetadata().getLabels()).containsEntry("team", "pay");
        assertThat(slo.getMetadata().getAnnotations()).containsEntry("note", "kept");
        assertThat(slo.getSpec().service()).isEqualTo("checkout");
        assertThat(slo.getStatus().observedGeneration()).isEqualTo(2);
    }

    @Test
    void ofAnOutputItIs() {
        GenericKubernetesResource output = serialization.unmarshal(WRITTEN, GenericKubernetesResource.class);

        assertThat(output.getMetadata().getManagedFields()).hasSize(1);
    }
}
