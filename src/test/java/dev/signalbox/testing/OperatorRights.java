package dev.signalbox.testing;

import dev.signalbox.controlplane.TemporaryDirectory;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
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
    private static final Path EVERYWHERE = Path.of("manifests/rbac.yaml");
    private static final Path PIPELINES = Path.of("manifests/rbac-pipelines.yaml");
    private static final Path COVERAGE = Path.of("manifests/rbac-coverage.yaml");
    private static final Path REPORT = Path.of("manifests/rbac-report.yaml");
    private static final Path BACKENDS = Path.of("manifests/rbac-backends.yaml");
    private static final Path DASHBOARDS = Path.of("manifests/rbac-dashboards.yaml");
    private static final Path RUNBOOKS = Path.of("manifests/rbac-runbooks.yaml");
    private static final Path ROUTING = Path.of("manifests/rbac-routing.yaml");
    private static final Path POLICIES = Path.of("manifests/rbac-policies.yaml");
    private static final Path IN_A_NAMESPACE = Path.of("manifests/rbac-namespaced.yaml");

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
        kubeconfig = directory.write("kubeconfig", kubeconfig(namespace.kubeconfig()));
    }

    /** To all namespaces. */
    public static OperatorRights everywhere(LocalCluster.Namespace namespace) {
        return new OperatorRights(namespace, read(EVERYWHERE));
    }

    /** To all namespaces, and to run collectors. */
    public static OperatorRights withPipelines(LocalCluster.Namespace namespace) {
        return new OperatorRights(
                namespace,
                Stream.of(EVERYWHERE, PIPELINES)
                        .map(OperatorRights::read)
                        .flatMap(List::stream)
                        .toList());
    }

    /** To all namespaces, and to know all workloads. */
    public static OperatorRights withCoverage(LocalCluster.Namespace namespace) {
        return new OperatorRights(
                namespace,
                Stream.of(EVERYWHERE, COVERAGE)
                        .map(OperatorRights::read)
                        .flatMap(List::stream)
                        .toList());
    }

    /** To all namespaces, and to write dashboards, as objects of the Grafana operator and as ConfigMaps. */
    public static OperatorRights withDashboards(LocalCluster.Namespace namespace) {
        return new OperatorRights(
                namespace,
                Stream.of(EVERYWHERE, DASHBOARDS, RUNBOOKS)
                        .map(OperatorRights::read)
                        .flatMap(List::stream)
                        .toList());
    }

    /** To all namespaces, and to say who is told of alerts. */
    public static OperatorRights withRouting(LocalCluster.Namespace namespace) {
        return new OperatorRights(
                namespace,
                Stream.of(EVERYWHERE, ROUTING)
                        .map(OperatorRights::read)
                        .flatMap(List::stream)
                        .toList());
    }

    /** To all namespaces, and to write what policies find. */
    public static OperatorRights withPolicies(LocalCluster.Namespace namespace) {
        return new OperatorRights(
                namespace,
                Stream.of(EVERYWHERE, POLICIES)
                        .map(OperatorRights::read)
                        .flatMap(List::stream)
                        .toList());
    }

    /** To all namespaces, and to serve the report. */
    public static OperatorRights withReport(LocalCluster.Namespace namespace) {
        return new OperatorRights(
                namespace,
                Stream.of(EVERYWHERE, REPORT)
                        .map(OperatorRights::read)
                        .flatMap(List::stream)
                        .toList());
    }

    /** To that namespace only. */
    public static OperatorRights in(LocalCluster.Namespace namespace) {
        List<HasMetadata> cluster = read(EVERYWHERE).stream()
                .filter(object -> !(object instanceof ClusterRoleBinding
                        && object.getMetadata().getName().equals(ACCOUNT)))
                .toList();
        List<HasMetadata> local = read(IN_A_NAMESPACE);
        local.forEach(object -> object.getMetadata().setNamespace(namespace.name()));
        return new OperatorRights(
                namespace,
                List.of(cluster, local).stream().flatMap(List::stream).toList());
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

    private String kubeconfig(Path administrators) {
        String token = administrator
                .serviceAccounts()
                .inNamespace(HOME)
                .withName(ACCOUNT)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
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

    private static List<HasMetadata> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Object objects = Serialization.unmarshal(in);
            return objects instanceof List<?> list
                    ? list.stream().map(HasMetadata.class::cast).toList()
                    : List.of((HasMetadata) objects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
