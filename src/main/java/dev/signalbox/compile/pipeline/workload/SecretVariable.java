package dev.signalbox.compile.pipeline.workload;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;

/**
 * An environment variable whose value the node takes from a Secret, which we never read.
 *
 * @param variable its name, as the configuration refers to it
 * @param secret in the namespace of the pod
 * @param key in the Secret
 * @param required whether the pod waits for it; a Secret of one tenant's service must not stop its neighbours
 */
public record SecretVariable(String variable, String secret, String key, boolean required) {

    EnvVar environment() {
        return new EnvVarBuilder()
                .withName(variable)
                .withNewValueFrom()
                .withNewSecretKeyRef()
                .withName(secret)
                .withKey(key)
                .withOptional(required ? null : true)
                .endSecretKeyRef()
                .endValueFrom()
                .build();
    }
}
