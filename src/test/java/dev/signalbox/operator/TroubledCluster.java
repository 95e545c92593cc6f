package dev.signalbox.operator;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.TemporaryDirectory;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.faults.ControlPlaneProcess;
import dev.signalbox.testing.faults.FaultyApiServer;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A control plane of one test's own, whose programs it may stop, and to which its operator has only the way through a proxy.
 *
 * @param namespace in which the operator works
 * @param proxy the way
 * @param apiServer a program
 * @param etcd another
 * @param rights of the operator
 * @param kubeconfig of the operator, through the proxy
 * @param directory where that is
 */
record TroubledCluster(
        OperatedNamespace namespace,
        FaultyApiServer proxy,
        ControlPlaneProcess apiServer,
        ControlPlaneProcess etcd,
        OperatorRights rights,
        Path kubeconfig,
        TemporaryDirectory directory)
        implements AutoCloseable {
    private static final String NAME = "shop";

    static TroubledCluster of(ControlPlane controlPlane) {
        KubernetesClient client = controlPlane.client();
        client.getConfiguration().setNamespace(NAME);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .build())
                .create();
        LocalCluster.Namespace namespace = new LocalCluster.Namespace(NAME, controlPlane, client);
        OperatedNamespace operated = OperatedNamespace.of(namespace);
        OperatorRights rights = OperatorRights.everywhere(namespace);
        FaultyApiServer proxy = FaultyApiServer.before(controlPlane);
        TemporaryDirectory directory = TemporaryDirectory.create();
        return new TroubledCluster(
                operated,
                proxy,
                ControlPlaneProcess.of(controlPlane, "kube-apiserver"),
                ControlPlaneProcess.of(controlPlane, "etcd"),
                rights,
                directory.write("kubeconfig", through(proxy, rights.kubeconfig())),
                directory);
    }

    private static String through(FaultyApiServer proxy, Path kubeconfig) {
        try {
            Config config = Serialization.unmarshal(Files.readString(kubeconfig), Config.class);
            config.getClusters().getFirst().getCluster().setServer(proxy.url());
            return Serialization.asYaml(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (directory;
                apiServer;
                etcd;
                proxy) {
            rights.close();
            namespace.client().close();
        }
    }
}
