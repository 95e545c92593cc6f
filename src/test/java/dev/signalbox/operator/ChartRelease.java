package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.TemporaryDirectory;
import dev.signalbox.testing.AccountKubeconfig;
import dev.signalbox.testing.AuditLog;
import dev.signalbox.testing.Helm;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.PackagedOperator;
import dev.signalbox.testing.ProgramRun;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A release of the chart, and in place of its pod a process with that one's arguments, environment and account. What it asks for is
 * in the audit log.
 *
 * @param cluster of its own
 */
record ChartRelease(ControlPlane cluster, TemporaryDirectory directory) implements AutoCloseable {
    static final String HOME = "signalbox-system";
    static final String OPERATOR = "signalbox-operator";
    static final String ACCOUNT = "system:serviceaccount:" + HOME + ":" + OPERATOR;

    static ChartRelease in(ControlPlane cluster) {
        return new ChartRelease(cluster, TemporaryDirectory.create());
    }

    /** A namespace for services, which lives as long as the cluster. */
    LocalCluster.Namespace namespace(String name) {
        KubernetesClient client = cluster.client();
        client.getConfiguration().setNamespace(name);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return new LocalCluster.Namespace(name, cluster, client);
    }

    /** Fails where Helm is not content. */
    String helm(String... arguments) {
        ProgramRun run = Helm.required()
                .in(
                        cluster.kubeconfig(),
                        Stream.concat(Stream.of(arguments), Stream.of("--namespace", HOME))
                                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }

    /** A file of values. */
    String values(String yaml) {
        return directory.write("values.yaml", yaml).toString();
    }

    /** That package, as the chart deploys it now, with settings besides. */
    RunningOperator operate(KubernetesClient client, PackagedOperator packaged, Map<String, String> settings) {
        Path kubeconfig =
                directory.write("kubeconfig", AccountKubeconfig.of(client, cluster.kubeconfig(), HOME, OPERATOR));
        Container container = client.apps()
                .deployments()
                .inNamespace(HOME)
                .withName(OPERATOR)
                .require()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
        Map<String, String> environment =
                container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
        // The pod's own may be taken here.
        environment.put("SIGNALBOX_WEBHOOK_PORT", Integer.toString(ChildProcess.freePort()));
        environment.putAll(settings);
        return RunningOperator.deployed(packaged, kubeconfig, container.getArgs(), environment);
    }

    /** What the operator has written until now, the oldest first. */
    List<AuditLog.Request> writes() {
        return AuditLog.of(cluster).writeRequests(ACCOUNT);
    }

    @Override
    public void close() {
        directory.close();
    }
}
