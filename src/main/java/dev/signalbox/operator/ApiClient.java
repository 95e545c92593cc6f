package dev.signalbox.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one client that the operator has: it names the replica in the API server's audit log, and writes only while that leads. */
@ApplicationScoped
class ApiClient {
    @Produces
    @ApplicationScoped
    KubernetesClient client(
            Config config,
            KubernetesSerialization serialization,
            Leadership leadership,
            ApiRequests requests,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        config.setUserAgent("signalbox/" + version + " (" + leadership.identity() + ")");
        try (NoAuthorities _ = new NoAuthorities(config)) {
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withKubernetesSerialization(serialization)
                    .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("requests", requests))
                    .build();
        }
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }
}
