package dev.signalbox.operator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.EndpointAuth;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Credentials;
import dev.signalbox.backend.http.Trust;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Credentials from Secrets of a real API server. */
@ExtendWith(LocalCluster.class)
class BackendAccessIT {
    private static final EndpointAuth BASIC = auth("{type: Basic, secretRef: {name: prometheus}, tenant: production}");

    private LocalCluster.Namespace namespace;
    private Instant now = Instant.parse("2026-01-02T12:00:00Z");
    private BackendAccess accesses;

    @BeforeEach
    void prepare(LocalCluster.Namespace given) {
        namespace = given;
        accesses = new BackendAccess(namespace.client(), () -> now);
    }

    @Test
    void withoutSettingsAnybodyMayAsk() {
        assertThat(accesses.of(namespace.name(), Optional.empty())).isEqualTo(new Known.Open(Access.OPEN));
        assertThat(of(auth("{tenant: production}"))).isEqualTo(new Known.Open(Access.of(Optional.of("production"))));
    }

    @Test
    void whatIsMissingIsNamedAndFoundAMinuteLater() {
        String secret = "Secret " + namespace.name() + "/prometheus";
        assertThat(of(BASIC)).isEqualTo(new Known.Closed(secret + " is not there"));

        write(Map.of("username", "signalbox\n"));
        assertThat(of(BASIC)).as("not asked again at once").isEqualTo(new Known.Closed(secret + " is not there"));
        now = now.plus(BackendAccess.READ_AGAIN);
        assertThat(of(BASIC)).isEqualTo(new Known.Closed(secret + " has no password"));

        write(Map.of("username", "signalbox\n", "password", "s3cret\nX-Evil: 1"));
        now = now.plus(BackendAccess.READ_AGAIN);
        assertThat(of(BASIC)).isEqualTo(new Known.Closed(secret + " has more than one line in password"));

        write(Map.of("username", "signalbox\n", "password", "s3cret"));
        now = now.plus(BackendAccess.READ_AGAIN);
        assertThat(of(BASIC))
                .isEqualTo(new Known.Open(new Access(
                        Optional.of("production"), new Credentials.Basic("signalbox", "s3cret"), Trust.DEFAULT)));
    }

    @Test
    void tlsComesFromASecretToo() {
        write(Map.of("ca.crt", "A", "tls.crt", "B", "tls.key", "C", "token", "t"));

        assertThat(of(auth("{type: Bearer, secretRef: {name: prometheus}, tls: {secretRef: {name: prometheus},"
                        + " clientCertificate: true, serverName: p.internal}}")))
                .isEqualTo(new Known.Open(new Access(
                        Optional.empty(),
                        new Credentials.Bearer("t"),
                        new Trust(
                                Optional.of("A"),
                                Optional.of(new Trust.Identity("B", "C")),
                                Optional.of("p.internal"),
                                false))));
    }

    @Test
    void withoutRightsTheManifestIsNamed() throws IOException {
        try (OperatorRights rights = OperatorRights.in(namespace);
                KubernetesClient operator = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(Files.readString(rights.kubeconfig())))
                        .build()) {
            assertThat(new BackendAccess(operator).of(namespace.name(), Optional.of(BASIC)))
                    .isInstanceOfSatisfying(Known.Closed.class, closed -> assertThat(closed.why())
                            .contains(
                                    "may not be read by the operator",
                                    "manifests/components/backends/rbac-backends.yaml"));
        }
    }

    private Known of(EndpointAuth auth) {
        return accesses.of(namespace.name(), Optional.of(auth));
    }

    private void write(Map<String, String> data) {
        namespace
                .client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace.name())
                        .withName("prometheus")
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .unlock()
                .createOr(secret -> secret.update());
    }

    private static EndpointAuth auth(String yaml) {
        return new KubernetesSerialization().unmarshal("---\n" + yaml, EndpointAuth.class);
    }
}
