package dev.signalbox.testing;

import dev.signalbox.controlplane.TemporaryDirectory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rights in {@code manifests/}, and a kubeconfig of whoever has exactly these. */
public final class OperatorRights implements AutoCloseable {
    private static final String HOME = "signalbox";
    private static final String ACCOUNT = "signalbox-operator";
    private static final Path MANIFESTS = Path.of("manifests");
    private static final String EVERYWHERE = "base/rbac.yaml";
    private static final String LEASE = "components/high-availability/rbac-lease.yaml";
    private static final String RUNBOOKS = "components/runbooks/rbac-runbooks.yaml";
    private static final String BACKENDS = "components/backends/rbac-backends.yaml";
    private static final String IN_A_NAMESPACE = "namespace/rolebindings.yaml";
    private static final String EVENTS = "components/namespaced/rbac-events.yaml";

    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final KubernetesClient administrator;
    private final Path kubeconfig;
    private final List<HasMetadata> granted;

    private OperatorRights(LocalCluster.Namespace namespace, List<HasMetadata> granted) {
        this.administrator = namespace.controlPlane().client();
        this.granted = granted;
        if (administrator.namespaces().withName(HOME).get() == null) {
            administrator
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(HOME)
                            .endMetadata()
                            .build())
                    .create();
        }
        granted.forEach(
                object -> administrator.resource(object).forceConflicts().serverSideApply());
        kubeconfig = directory.write(
                "kubeconfig", AccountKubeconfig.of(administrator, namespace.kubeconfig(), HOME, ACCOUNT));
    }

    /** To all namespaces. */
    public static OperatorRights everywhere(LocalCluster.Namespace namespace) {
        return of(namespace);
    }

    /** To all namespaces, and to run collectors. */
    public static OperatorRights withPipelines(LocalCluster.Namespace namespace) {
        return of(namespace, "base/rbac-pipelines.yaml");
    }

    /** To all namespaces, and to know all workloads. */
    public static OperatorRights withCoverage(LocalCluster.Namespace namespace) {
        return of(namespace, "base/rbac-coverage.yaml");
    }

    /** To all namespaces, and to write dashboards, as objects of the Grafana operator and as ConfigMaps. */
    public static OperatorRights withDashboards(LocalCluster.Namespace namespace) {
        return of(namespace, "base/rbac-dashboards.yaml", RUNBOOKS);
    }

    /** To all namespaces, and to say who is told of alerts. */
    public static OperatorRights withRouting(LocalCluster.Namespace namespace) {
        return of(namespace, "base/rbac-routing.yaml");
    }

    /** To all namespaces, and to tell controllers of canaries what to ask. */
    public static OperatorRights withCanaries(LocalCluster.Namespace namespace) {
        return of(namespace, "base/rbac-canaries.yaml");
    }

    /** To all namespaces, and to write what policies find. */
    public static OperatorRights withPolicies(LocalCluster.Namespace namespace) {
        return of(namespace, "base/rbac-policies.yaml");
    }

    /** To all namespaces, and to serve the report. */
    public static OperatorRights withReport(LocalCluster.Namespace namespace) {
        return of(namespace, "base/rbac-report.yaml");
    }

    /** To all namespaces, to serve the webhook, and to have the API server hold resources against policies. */
    public static OperatorRights withWebhook(LocalCluster.Namespace namespace) {
        return of(namespace, "base/rbac-webhook.yaml", "base/rbac-guardrails.yaml");
    }

    /** To all namespaces, and to hold deployments back. */
    public static OperatorRights withFreeze(LocalCluster.Namespace namespace) {
        return of(namespace, "base/rbac-freeze.yaml");
    }

    private static OperatorRights of(LocalCluster.Namespace namespace, String... besides) {
        return new OperatorRights(
                namespace,
                Stream.concat(Stream.of(EVERYWHERE, LEASE), Stream.of(besides))
                        .flatMap(OperatorRights::read)
                        .toList());
    }

    /** To that namespace only, and to Events about what is outside of namespaces. */
    public static OperatorRights in(LocalCluster.Namespace namespace) {
        Stream<HasMetadata> cluster = read(EVERYWHERE)
                .filter(object -> !(object instanceof ClusterRoleBinding
                        && object.getMetadata().getName().equals(ACCOUNT)));
        Stream<HasMetadata> local = read(IN_A_NAMESPACE)
                .filter(object -> object.getMetadata().getName().equals(ACCOUNT));
        return new OperatorRights(
                namespace,
                Stream.of(
                                cluster,
                                local.peek(object -> object.getMetadata().setNamespace(namespace.name())),
                                read(EVENTS))
                        .flatMap(objects -> objects)
                        .toList());
    }

    /** Besides, to read what backends want to be shown, in a namespace that goes away with its test. */
    public void grantBackends(String namespace) {
        read(BACKENDS).forEach(object -> {
            object.getMetadata().setNamespace(namespace);
            administrator.resource(object).forceConflicts().serverSideApply();
        });
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public void close() {
        try (administrator;
                directory) {
            granted.stream()
                    .filter(ClusterRoleBinding.class::isInstance)
                    .forEach(object -> administrator.resource(object).delete());
        }
    }

    private static Stream<HasMetadata> read(String file) {
        try (InputStream in = Files.newInputStream(MANIFESTS.resolve(file))) {
            Object objects = new KubernetesSerialization().unmarshal(in);
            return (objects instanceof List<?> list ? list : List.of(objects))
                    .stream().map(HasMetadata.class::cast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
