package dev.signalbox.operator.watched;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * What is read of resources of ours: not who wrote which field. That is more than all else in a resource with a status, it is
 * asked of outputs only, which are read as trees, and nothing that is sent may say it.
 */
@Singleton
public class ReadResources implements KubernetesClientObjectMapperCustomizer {
    /** Of metadata, as it is read. */
    interface Form {
        @JsonIgnoreProperties("managedFields")
        ObjectMeta getMetadata();
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(CustomResource.class, Form.class);
    }
}
