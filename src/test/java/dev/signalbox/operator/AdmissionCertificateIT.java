package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.operator.transport.TestCertificates;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The certificate of the webhook becomes another, by the same authority and by another one, and nobody asks in vain. */
@ExtendWith(LocalCluster.class)
class AdmissionCertificateIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String WRONG = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: checkout, namespace: %s}
            spec: {service: checkout, objective: 99.9, sli: {ratio: {errors: 'x{', total: x}}}
            """;

    private InstalledWebhook webhook;
    private KubernetesClient client;
    private String namespace;
    private LocalCluster.Namespace here;

    @BeforeEach
    void install(LocalCluster.Namespace here) throws IOException {
        this.here = here;
        client = here.client();
        namespace = here.name();
        webhook = InstalledWebhook.of(here);
    }

    @AfterEach
    void remove() {
        webhook.close();
    }

    @Test
    void rotatesUnderLoadWithoutAQuestionThatFails() {
        try (RunningOperator operator = webhook.operate()) {
            AtomicBoolean over = new AtomicBoolean();
            List<String> failures = new ArrayList<>();
            CompletableFuture<Integer> load = CompletableFuture.supplyAsync(() -> ask(over, failures));

            Map<String, String> first = webhook.secret().getData();
            Secret renamed = TestCertificates.renamed(webhook.secret());
            webhook.write(renamed);
            Set<String> old = Set.of(first.get("tls.crt"), renamed.getData().get("tls.crt"));
            assertThat(Deadline.in(SOON)
                            .until(() ->
                                    !old.contains(webhook.secret().getData().get("tls.crt"))))
                    .as("by the same authority")
                    .isTrue();
            assertThat(webhook.secret().getData().get("ca.crt")).isEqualTo(first.get("ca.crt"));
            awaitShown(webhook.secret().getData().get("tls.crt"));

            String before = webhook.bundle().orElseThrow();
            webhook.forgetSecret();
            assertThat(Deadline.in(SOON).until(() -> webhook.secret() != null))
                    .as("by another one")
                    .isTrue();
            assertThat(webhook.secret().getData().get("ca.crt")).isNotEqualTo(first.get("ca.crt"));
            awaitShown(webhook.secret().getData().get("tls.crt"));
            assertThat(webhook.bundle().orElseThrow()).isNotEqualTo(before);

            over.set(true);
            int asked = load.join();
            System.out.println("asked " + asked + " times while certificates changed");
            assertThat(asked).isGreaterThan(50);
            assertThat(failures).isEmpty();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void aReplicaThatDoesNotLeadServesTheSame() {
        Map<String, String> elected =
                Map.of("SIGNALBOX_LEADER_ELECTION_ENABLED", "true", "SIGNALBOX_LEADER_ELECTION_NAMESPACE", "signalbox");
        client.leases().inNamespace("signalbox").withName("signalbox-operator").delete();
        int port = ChildProcess.freePort();
        Map<String, String> leading = webhook.settings(webhook.port());
        leading.putAll(elected);
        Map<String, String> waiting = webhook.settings(port);
        waiting.putAll(elected);
        try (RunningOperator leader = RunningOperator.start(webhook.rights().kubeconfig(), leading);
                RunningOperator other = RunningOperator.start(webhook.rights().kubeconfig(), waiting)) {
            assertThat(Deadline.in(SOON).until(() -> webhook.secret() != null)).isTrue();
            String certificate = webhook.secret().getData().get("tls.crt");
            assertThat(Deadline.in(SOON)
                            .until(() -> certificate.equals(shown(webhook.port())) && certificate.equals(shown(port))))
                    .isTrue();
            assertThat(leader.log() + other.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void whatSomebodyElseMountsIsShownAndFollowedAndNothingIsWritten(@TempDir Path mounted) throws IOException {
        Map<String, String> settings = webhook.settings(webhook.port());
        settings.put("SIGNALBOX_WEBHOOK_CERTIFICATES", "mounted");
        settings.put("SIGNALBOX_WEBHOOK_DIRECTORY", mounted.toString());
        TestCertificates.Pem first = mount(mounted);
        try (RunningOperator _ =
                RunningOperator.start(OperatorRights.everywhere(here).kubeconfig(), settings)) {
            awaitShown(base64(first.certificate()));
            TestCertificates.Pem second = mount(mounted);
            awaitShown(base64(second.certificate()));

            webhook.trust(base64(second.authority()));
            HasMetadata wrong = Serialization.unmarshal(WRONG.formatted(namespace), HasMetadata.class);
            assertThat(Deadline.in(SOON).until(() -> isRefused(wrong))).isTrue();
            assertThat(webhook.secret()).isNull();
            assertThat(webhook.bundle()).contains(base64(second.authority()));
        }
    }

    private static TestCertificates.Pem mount(Path directory) throws IOException {
        TestCertificates.Pem pem = TestCertificates.server("localhost");
        Files.writeString(directory.resolve("tls.crt"), pem.certificate());
        Files.writeString(directory.resolve("tls.key"), pem.key());
        return pem;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isRefused(HasMetadata wrong) {
        try {
            client.resource(wrong).dryRun(true).create();
            return false;
        } catch (KubernetesClientException e) {
            return e.getCode() == 422;
        }
    }

    private void awaitShown(String certificate) {
        assertThat(Deadline.in(SOON).until(() -> certificate.equals(shown(webhook.port()))))
                .isTrue();
    }

    /** What is refused was asked about; what is taken was not, as the policy for failures is to ignore them. */
    private int ask(AtomicBoolean over, List<String> failures) {
        int asked = 0;
        HasMetadata wrong = Serialization.unmarshal(WRONG.formatted(namespace), HasMetadata.class);
        while (!over.get()) {
            asked++;
            try {
                client.resource(wrong).dryRun(true).create();
                failures.add("taken without a question, the " + asked + "th");
            } catch (KubernetesClientException e) {
                if (e.getCode() != 422) {
                    failures.add(e.toString());
                }
            }
        }
        return asked;
    }

    /** As it stands in the Secret. */
    private static String shown(int port) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
                socket.startHandshake();
                return TestCertificates.inASecret(
                        (X509Certificate) socket.getSession().getPeerCertificates()[0]);
            }
        } catch (Exception e) {
            return e.toString(); // not listening yet
        }
    }
}
