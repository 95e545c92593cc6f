package dev.signalbox.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Optional;

/** An API server that answers, until it is closed. What was started for it ends then; a user's own cluster stays. */
public final class ControlPlane implements AutoCloseable {
    private final String description;
    private final String server;
    private final boolean ours;
    private final Path kubeconfig;
    private final Optional<Path> kubectl;
    private final Optional<Path> auditLog;
    private final MetricsEndpoint metrics;
    private final Deque<AutoCloseable> started;

    /** Takes over {@code started} and {@code directory}: the last that was started is the first to be stopped. */
    ControlPlane(
            String description,
            boolean ours,
            Kubeconfig kubeconfig,
            Optional<Path> kubectl,
            Optional<Path> auditLog,
            TemporaryDirectory directory,
            Deque<AutoCloseable> started) {
        this.description = description;
        this.server = kubeconfig.server();
        this.ours = ours;
        this.kubectl = kubectl;
        this.auditLog = auditLog;
        this.started = started;
        started.addLast(directory);
        try {
            this.kubeconfig = directory.write("kubeconfig", kubeconfig.yaml());
            this.metrics = MetricsEndpoint.of(this.kubeconfig, directory);
        } catch (RuntimeException e) {
            stop(started);
            throw new ControlPlaneException("can't use " + description + ": " + e.getMessage(), e);
        }
    }

    /** What it is, for people: {@code kube-apiserver v1.35.4 and etcd as local processes}. */
    public String description() {
        return description;
    }

    /** The API server's URL. */
    public String server() {
        return server;
    }

    /** True where it was started for us and ends with us; false for a cluster that a user named. */
    public boolean ours() {
        return ours;
    }

    /** A file with one context, this control plane's administrator; removed on close. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Where {@code kubectl} is; empty where this machine has none. */
    public Optional<Path> kubectl() {
        return kubectl;
    }

    /**
     * Where the API server writes down who wrote workloads, and what an operator wrote, a line of JSON each; empty where that
     * is not ours to know.
     */
    public Optional<Path> auditLog() {
        return auditLog;
    }

    public MetricsEndpoint metrics() {
        return metrics;
    }

    /** A new client, to be closed by the caller. */
    public KubernetesClient client() {
        return client(kubeconfig);
    }

    static KubernetesClient client(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        // The default of ten, ever longer apart, takes minutes to say that nothing listens.
        config.setRequestRetryBackoffLimit(3);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public void close() {
        stop(started);
    }

    /** Stops all of them, also where one refuses; the first failure is thrown at the end. */
    static void stop(Deque<AutoCloseable> started) {
        ControlPlaneException failure = null;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                ControlPlaneException another = new ControlPlaneException("could not stop: " + e.getMessage(), e);
                if (failure == null) {
                    failure = another;
                } else {
                    failure.addSuppressed(another);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
