package dev.signalbox.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A control plane without containers: etcd, kube-apiserver, and the controllers without which nothing that is deleted
 * goes away. All of it listens on the loopback interface only.
 */
final class LocalProcesses {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 3;

    /**
     * Who writes workloads, and what admission noted of it; all that an operator in namespace signalbox-system asks for; of one
     * in namespace signalbox all writes, and whose the lease is.
     */
    private static final String AUDIT_POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - level: Metadata
              verbs: [create, update, patch, delete]
              resources: [{group: apps, resources: [deployments, statefulsets]}, {group: argoproj.io, resources: [rollouts]}]
            - level: Metadata
              userGroups: ["system:serviceaccounts:signalbox-system"]
            - level: Request
              verbs: [create, update, patch]
              userGroups: ["system:serviceaccounts:signalbox"]
              resources: [{group: coordination.k8s.io, resources: [leases]}]
            - level: Metadata
              verbs: [create, update, patch, delete]
              userGroups: ["system:serviceaccounts:signalbox"]
            - level: None
            """;

    private final Path binaries;
    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private LocalProcesses(Path binaries) {
        this.binaries = binaries;
    }

    static ControlPlane start(Path binaries, Consumer<String> progress) {
        progress.accept("starting etcd and kube-apiserver as local processes");
        for (int attempt = 1; ; attempt++) {
            LocalProcesses processes = new LocalProcesses(binaries);
            try {
                return processes.start();
            } catch (ControlPlaneException e) {
                processes.stop();
                // Another program may have taken a port between our looking and our using it.
                if (attempt == ATTEMPTS || !e.getMessage().contains("address already in use")) {
                    throw e;
                }
            }
        }
    }

    private ControlPlane start() {
        String etcd = startEtcd();
        String token = HexFormat.of().formatHex(SecureRandom.getSeed(24));
        Kubeconfig kubeconfig = startApiServer(etcd, token);
        startControllers(directory.write("controllers.kubeconfig", kubeconfig.yaml()));
        return new ControlPlane(
                "kube-apiserver and etcd as local processes",
                true,
                kubeconfig,
                Executables.in(binaries, "kubectl").or(() -> Executables.onPath("kubectl")),
                Optional.of(auditLog()),
                directory,
                started);
    }

    private void stop() {
        started.addLast(directory);
        ControlPlane.stop(started);
    }

    private String startEtcd() {
        String clients = "http://127.0.0.1:" + ChildProcess.freePort();
        String peers = "http://127.0.0.1:" + ChildProcess.freePort();
        start(
                "etcd",
                List.of(
                        "--name=signalbox",
                        "--data-dir=" + directory.path().resolve("etcd"),
                        "--listen-client-urls=" + clients,
                        "--advertise-client-urls=" + clients,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=signalbox=" + peers,
                        "--log-level=warn",
                        // Nothing in here has to outlive the machine.
                        "--unsafe-no-fsync"));
        return clients;
    }

    private Kubeconfig startApiServer(String etcd, String token) {
        int port = ChildProcess.freePort();
        Path key = directory.write("service-accounts.pem", privateKey());
        Path tokens = directory.write("tokens.csv", token + ",signalbox-admin,signalbox-admin,system:masters\n");
        Path certificates = directory.path().resolve("certificates");
        ChildProcess server = start(
                "kube-apiserver",
                List.of(
                        "--etcd-servers=" + etcd,
                        "--bind-address=127.0.0.1",
                        "--secure-port=" + port,
                        "--cert-dir=" + certificates,
                        "--token-auth-file=" + tokens,
                        "--authorization-mode=RBAC",
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-key-file=" + key,
                        "--service-account-signing-key-file=" + key,
                        "--service-cluster-ip-range=10.96.0.0/24",
                        "--endpoint-reconciler-type=none",
                        "--allow-privileged=true",
                        "--audit-policy-file=" + directory.write("audit-policy.yaml", AUDIT_POLICY),
                        "--audit-log-path=" + auditLog()));
        // The server writes its own certificate, with the authority that signed it, on its first start.
        Kubeconfig kubeconfig = Kubeconfig.withToken(
                "signalbox", "https://127.0.0.1:" + port, certificates.resolve("apiserver.crt"), token);
        Path file = directory.write("admin.kubeconfig", kubeconfig.yaml());
        await(server, () -> certificates.resolve("apiserver.crt").toFile().exists());
        try (KubernetesClient client = ControlPlane.client(file)) {
            await(server, () -> ready(client));
        }
        return kubeconfig;
    }

    private Path auditLog() {
        return directory.path().resolve("audit.log");
    }

    private static boolean ready(KubernetesClient client) {
        try {
            return "ok".equals(client.raw("/readyz"))
                    && client.namespaces().withName("default").get() != null;
        } catch (KubernetesClientException e) {
            return false; // not listening yet, or not all of it is up
        }
    }

    private void startControllers(Path kubeconfig) {
        start(
                "kube-controller-manager",
                List.of(
                        "--kubeconfig=" + kubeconfig,
                        "--controllers=garbage-collector-controller,namespace-controller,serviceaccount-controller",
                        "--leader-elect=false",
                        "--secure-port=0"));
    }

    private ChildProcess start(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(binaries.resolve(program).toString()));
        command.addAll(arguments);
        Path log = directory.path().resolve(program + ".log");
        ChildProcess process = ChildProcess.start(program, command, Map.of(), log);
        started.push(process);
        return process;
    }

    private static void await(ChildProcess server, BooleanSupplier condition) {
        boolean reached = Deadline.in(START).until(() -> !server.alive() || condition.getAsBoolean());
        if (!reached || !server.alive()) {
            String what = server.alive() ? "was not ready after " + START.toSeconds() + " s" : "ended";
            throw new ControlPlaneException("kube-apiserver " + what + "; its last words:\n" + server.tail(15));
        }
    }

    /** A key to sign service account tokens with, as PEM. */
    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
            return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }
}
