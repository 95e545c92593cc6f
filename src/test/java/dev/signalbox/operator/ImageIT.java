package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.ImageRoot;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.ProgramRun;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is in the image, with nothing else in reach, as its user and with a root directory that can't be written. */
@ExtendWith(LocalCluster.class)
class ImageIT {
    private static ImageRoot image;

    @BeforeAll
    static void assemble(@TempDir Path directory) {
        image = ImageRoot.assemble(directory);
    }

    @Test
    void theOperatorWorks(LocalCluster.Namespace namespace) throws IOException {
        OperatedNamespace cluster = OperatedNamespace.of(namespace);
        try (OperatorRights rights = OperatorRights.everywhere(namespace)) {
            Path kubeconfig = image.write("etc/kubeconfig", inOneFile(rights.kubeconfig()));
            try (RunningOperator operator =
                    RunningOperator.launch(image.command("operator"), kubeconfig, cluster.settings())) {
                operator.awaitReady(Duration.ofSeconds(60));
                cluster.apply("checkout");
                cluster.awaitReady("checkout");

                assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"", "AOT", "CDS");
            }
        }
    }

    /** Otherwise it would not be ready in two seconds. */
    @Test
    void whatTheOperatorNeedsUntilItIsReadyIsInItsCache(LocalCluster.Namespace namespace) throws IOException {
        try (OperatorRights rights = OperatorRights.everywhere(namespace)) {
            Path kubeconfig = image.write("etc/kubeconfig", inOneFile(rights.kubeconfig()));
            List<String> command = Stream.concat(
                            Stream.of("env", "JAVA_TOOL_OPTIONS=-Xlog:class+load"), image.command("operator").stream())
                    .toList();
            try (RunningOperator operator = RunningOperator.launch(
                    command, kubeconfig, OperatedNamespace.of(namespace).settings())) {
                operator.awaitReady(Duration.ofSeconds(60));

                List<String> loaded = operator.lines("[class,load]");
                assertThat(loaded).hasSizeGreaterThan(5_000);
                assertThat(loaded)
                        .filteredOn(line -> line.contains(" source: file:"))
                        .hasSizeLessThan(loaded.size() / 20);
                assertThat(loaded)
                        .as("of a signed jar, which is read and verified as a whole for its first class")
                        .noneMatch(line -> line.contains(" org.bouncycastle."));
            }
        }
    }

    @Test
    void whatRunsBesideCollectorsWorks() {
        ProgramRun run = ProgramRun.of(image.command("await", "--health", "http://127.0.0.1:1/", "--for", "1s"));

        assertThat(run.exitCode()).as(run.output()).isOne();
        assertThat(run.output()).contains("http://127.0.0.1:1/");
    }

    @Test
    void theToolWorks() throws IOException {
        Path slo = image.write("slo.yaml", Files.readString(Path.of("examples/quickstart/availability.yaml")));

        assertThat(ProgramRun.of(image.command("render", slo.toString())).output())
                .startsWith("---\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\n");
    }

    /** The authority is a file that can't be seen from in there. */
    private static String inOneFile(Path kubeconfig) throws IOException {
        Config config = Serialization.unmarshal(Files.readString(kubeconfig), Config.class);
        Cluster cluster = config.getClusters().getFirst().getCluster();
        cluster.setCertificateAuthorityData(
                Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(cluster.getCertificateAuthority()))));
        cluster.setCertificateAuthority(null);
        return Serialization.asYaml(config);
    }
}
