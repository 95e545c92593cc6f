package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.TemporaryDirectory;
import dev.signalbox.testing.CutConnections;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged operator starts behind a proxy that closes connections to a real API server. */
@ExtendWith(LocalCluster.class)
class OperatorStartIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private OperatedNamespace cluster;
    private OperatorRights rights;

    @BeforeEach
    void prepare(LocalCluster.Namespace namespace) {
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.withPipelines(namespace);
    }

    @AfterEach
    void clean() {
        rights.close();
        directory.close();
    }

    /** At once, after the handshake, and in the midst of lists and watches. */
    @Test
    void connectionsThatAreClosedDuringTheStartAreTriedAgain() throws IOException {
        int closed = 40;
        Config config = config();
        try (CutConnections proxy =
                        proxy(config, connection -> connection < closed ? connection % 8 : CutConnections.NEVER);
                RunningOperator operator = RunningOperator.launch(through(proxy, config), cluster.settings())) {
            operator.awaitReady(SOON);

            assertThat(proxy.cut()).as("%s", operator.log()).isGreaterThanOrEqualTo(closed / 2);
            assertThat(operator.log()).contains("will retry").doesNotContain("\"level\":\"ERROR\"");
            cluster.apply("checkout");
            cluster.awaitRule("checkout", _ -> true);
        }
    }

    @Test
    void whileTheApiServerIsAwayItWaitsAndIsNotReady() throws IOException {
        Config config = config();
        try (CutConnections proxy = proxy(config, _ -> 0);
                RunningOperator operator = RunningOperator.launch(through(proxy, config), cluster.settings())) {
            awaitLog(operator, "will retry");
            assertThat(operator.alive()).as("%s", operator.log()).isTrue();
            assertThat(operator.ready()).isFalse();

            proxy.letPass();
            operator.awaitReady(SOON);
            cluster.apply("checkout");
            cluster.awaitRule("checkout", _ -> true);
        }
    }

    @Test
    void whileTheApiServerIsAwayItEndsWhenItIsAskedTo() throws IOException {
        Config config = config();
        try (CutConnections proxy = proxy(config, _ -> 0);
                RunningOperator operator = RunningOperator.launch(through(proxy, config), cluster.settings())) {
            awaitLog(operator, "will retry");

            operator.terminate();

            assertThat(Deadline.in(Duration.ofSeconds(10)).until(() -> !operator.alive()))
                    .as("%s", operator.log())
                    .isTrue();
            assertThat(operator.log()).contains("ending before the start was through");
        }
    }

    @Test
    void definitionsOfKindsThatItMayNotReadAreReadOnceItMay(LocalCluster.Namespace namespace) {
        refuseDefinitions(namespace);
        try (RunningOperator operator = RunningOperator.launch(rights.kubeconfig(), cluster.settings())) {
            awaitLog(operator, "could not read the definition of monitoring.coreos.com/v1/PrometheusRule");
            assertThat(operator.ready()).isFalse();

            try (OperatorRights _ = OperatorRights.withPipelines(namespace)) {
                operator.awaitReady(SOON);
            }
        }
    }

    private static void awaitLog(RunningOperator operator, String part) {
        assertThat(Deadline.in(SOON).until(() -> operator.log().contains(part)))
                .as("%s", operator.log())
                .isTrue();
    }

    private static void refuseDefinitions(LocalCluster.Namespace namespace) {
        try (KubernetesClient administrator = namespace.controlPlane().client()) {
            administrator.rbac().clusterRoles().list().getItems().stream()
                    .filter(role -> role.getMetadata().getName().startsWith("signalbox"))
                    .forEach(role -> administrator.resource(role).edit(before -> new ClusterRoleBuilder(before)
                            .removeMatchingFromRules(rule -> rule.getApiGroups().contains("apiextensions.k8s.io"))
                            .build()));
        }
    }

    private Config config() throws IOException {
        return Serialization.unmarshal(Files.readString(rights.kubeconfig()), Config.class);
    }

    private static CutConnections proxy(Config config, IntUnaryOperator cutAfter) {
        return CutConnections.before(
                URI.create(config.getClusters().getFirst().getCluster().getServer()), cutAfter);
    }

    private Path through(CutConnections proxy, Config config) {
        URI server = URI.create(config.getClusters().getFirst().getCluster().getServer());
        config.getClusters().getFirst().getCluster().setServer("https://" + server.getHost() + ":" + proxy.port());
        return directory.write("kubeconfig", Serialization.asYaml(config));
    }
}
