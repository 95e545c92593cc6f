package dev.signalbox.operator;

import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code manifests/base/webhook.yaml} as it is, but for the address, which is the port of a process here, and for a namespace: others
 * are other tests'. Gone with it.
 */
final class InstalledWebhook implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("manifests/base/webhook.yaml");
    private static final String HOME = "signalbox";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final OperatorRights rights;
    private final String namespace;
    private final Map<String, String> asked;
    private final int port = ChildProcess.freePort();

    private InstalledWebhook(LocalCluster.Namespace namespace, Map<String, String> asked) {
        this.client = OperatedNamespace.of(namespace).client();
        this.namespace = namespace.name();
        this.asked = asked;
        this.rights = OperatorRights.withWebhook(namespace);
        client.secrets().inNamespace(HOME).withName("signalbox-webhook-tls").delete();
    }

    static InstalledWebhook of(LocalCluster.Namespace namespace) throws IOException {
        return of(namespace, Map.of("kubernetes.io/metadata.name", namespace.name()));
    }

    /** @param asked labels of the namespaces of which the API server asks */
    static InstalledWebhook of(LocalCluster.Namespace namespace, Map<String, String> asked) throws IOException {
        InstalledWebhook webhook = new InstalledWebhook(namespace, asked);
        webhook.client.resource(webhook.configuration()).create();
        return webhook;
    }

    private ValidatingWebhookConfiguration configuration() throws IOException {
        try (InputStream in = Files.newInputStream(CONFIGURATION)) {
            List<?> objects = (List<?>) Serialization.<Object>unmarshal(in);
            ValidatingWebhookConfiguration configuration = objects.stream()
                    .filter(ValidatingWebhookConfiguration.class::isInstance)
                    .map(ValidatingWebhookConfiguration.class::cast)
                    .findFirst()
                    .orElseThrow();
            ValidatingWebhook webhook = configuration.getWebhooks().getFirst();
            String path = webhook.getClientConfig().getService().getPath();
            webhook.setClientConfig(webhook.edit()
                    .editClientConfig()
                    .withService(null)
                    .withUrl("https://localhost:" + port + path)
                    .endClientConfig()
                    .build()
                    .getClientConfig());
            webhook.setNamespaceSelector(webhook.edit()
                    .withNewNamespaceSelector()
                    .addToMatchLabels(asked)
                    .endNamespaceSelector()
                    .build()
                    .getNamespaceSelector());
            return configuration;
        }
    }

    /**
     * Starts an operator that serves it, and waits until the API server knows.
     *
     * @param besides more environment variables, each a name and a value
     */
    RunningOperator operate(String... besides) {
        Map<String, String> settings = settings(port);
        for (int i = 0; i < besides.length; i += 2) {
            settings.put(besides[i], besides[i + 1]);
        }
        return operate(settings);
    }

    /** The same with watched namespaces and all else as told. */
    RunningOperator operate(Map<String, String> settings) {
        RunningOperator operator = RunningOperator.start(rights.kubeconfig(), settings);
        if (!Deadline.in(SOON).until(() -> bundle().isPresent() && listens())) {
            String log = operator.log();
            operator.close();
            throw new AssertionError("no webhook:\n" + log);
        }
        return operator;
    }

    Map<String, String> settings(int itsPort) {
        return new HashMap<>(Map.of(
                "SIGNALBOX_NAMESPACES",
                namespace,
                "SIGNALBOX_WEBHOOK_ENABLED",
                "true",
                "SIGNALBOX_WEBHOOK_PORT",
                Integer.toString(itsPort),
                "SIGNALBOX_WEBHOOK_NAMESPACE",
                HOME,
                "SIGNALBOX_WEBHOOK_NAMES",
                "localhost",
                "SIGNALBOX_WEBHOOK_LOOK_EVERY",
                "1s"));
    }

    int port() {
        return port;
    }

    OperatorRights rights() {
        return rights;
    }

    /** Whom the API server trusts; base64. */
    Optional<String> bundle() {
        return Optional.ofNullable(client.admissionRegistration()
                        .v1()
                        .validatingWebhookConfigurations()
                        .withName("signalbox")
                        .get())
                .map(there -> there.getWebhooks().getFirst().getClientConfig().getCaBundle());
    }

    /** In place of whoever mounts certificates. */
    void trust(String authority) {
        client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("signalbox")
                .edit(there -> {
                    there.getWebhooks().getFirst().getClientConfig().setCaBundle(authority);
                    return there;
                });
    }

    io.fabric8.kubernetes.api.model.Secret secret() {
        return client.secrets()
                .inNamespace(HOME)
                .withName("signalbox-webhook-tls")
                .get();
    }

    void write(HasMetadata object) {
        client.resource(object).forceConflicts().serverSideApply();
    }

    void forgetSecret() {
        client.secrets().inNamespace(HOME).withName("signalbox-webhook-tls").delete();
    }

    private boolean listens() {
        try (var socket = new java.net.Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("signalbox")
                .delete();
        forgetSecret();
        rights.close();
    }
}
