package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.CommandRun;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.testing.EmptyCluster;
import dev.signalbox.testing.Helm;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator as the chart deploys it, with the arguments and the environment of its pod and as its ServiceAccount: it works, is
 * refused nothing, and was granted nothing that nobody needs. What it asked for is read from the API server's audit log.
 */
@ExtendWith(EmptyCluster.class)
class ChartRightsIT {
    @Test
    void theOperatorIsRefusedNothingAndWasGrantedNothingThatNobodyNeeds(ControlPlane cluster) throws IOException {
        try (ChartShop shop = ChartShop.in(cluster, "rights")) {
            GrantedRights granted = shop.install();
            assertThat(granted.all()).hasSizeGreaterThan(100);

            try (RunningOperator operator = shop.operate()) {
                assertThat(helmTest(cluster, operator)).as("helm test").isZero();
                shop.open();
                shop.shut();
                shop.awaitRounds(operator);
                assertThat(operator.errors()).isEmpty();
            }

            granted.assertJust(shop.requests());
        }
    }

    /** No right is listed for a test that is not there, or for none. */
    @Test
    void whatIsUsedElsewhereNamesTheTest() throws IOException {
        Map<String, String> elsewhere = GrantedRights.usedElsewhere();
        Set<String> tests;
        try (var files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertThat(elsewhere.values()).isNotEmpty().allMatch(tests::contains);
    }

    /** Without a kubelet: what the pod of {@code helm test} runs, asked of the process. */
    private static int helmTest(ControlPlane cluster, RunningOperator operator) {
        Pod pod = Serialization.unmarshal(
                Helm.required()
                        .in(cluster.kubeconfig(), "get", "hooks", "signalbox", "--namespace", ChartRelease.HOME)
                        .output(),
                Pod.class);
        return CommandRun.of(pod.getSpec().getContainers().getFirst().getArgs().stream()
                        .map(argument -> argument.replace(
                                ChartRelease.OPERATOR + "." + ChartRelease.HOME + ".svc:9000",
                                operator.metrics().getAuthority()))
                        .toArray(String[]::new))
                .exitCode();
    }
}
