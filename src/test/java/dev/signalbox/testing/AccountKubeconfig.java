package dev.signalbox.testing;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process outside of the cluster needs to be a ServiceAccount. */
public final class AccountKubeconfig {
    private static final long AN_HOUR = 3600;

    private AccountKubeconfig() {}

    /**
     * A kubeconfig with a token of that account, for an hour.
     *
     * @param administrators a kubeconfig of the same cluster
     */
    public static String of(KubernetesClient administrator, Path administrators, String namespace, String account) {
        String token = administrator
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(AN_HOUR)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        try (InputStream in = Files.newInputStream(administrators)) {
            Config config = Serialization.unmarshal(in, Config.class);
            var user = config.getUsers().getFirst().getUser();
            user.setToken(token);
            user.setClientCertificateData(null);
            user.setClientKeyData(null);
            return Serialization.asYaml(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
