package dev.signalbox.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.ControlPlaneChoice;
import dev.signalbox.controlplane.K3s;
import dev.signalbox.testing.Helm;
import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * What a kubelet and a scheduler do with it: the image of the Dockerfile, installed by Helm in k3s, runs as its pod says, and so do
 * the agents that the operator writes. Without a container engine it is skipped, in CI too, and the reason printed: nothing else
 * runs containers. What an API server alone can tell of the same chart is in {@link HelmChartIT}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeClusterIT {
    private static final String IMAGE = "signalbox.example/signalbox:tested";
    private static final String LIMIT = "--timeout=5m";
    private static final String SLOS = "signalbox-quickstart";
    private static final String AGENTS = "signalbox-agents";

    private static Helm helm;
    private static K3sContainer cluster;
    private static Path kubeconfig;

    @BeforeAll
    static void bringTheImage(@TempDir Path directory) throws IOException, InterruptedException {
        if (!(ControlPlaneChoice.of(Optional.empty(), Optional.empty(), System.getenv())
                instanceof ControlPlaneChoice.Container)) {
            String reason = "no container engine answers, and only one can run pods";
            System.err.println("[skipped] WholeClusterIT: " + reason);
            throw new TestAbortedException(reason);
        }
        helm = Helm.required();
        docker("build", "--file", "src/main/docker/Dockerfile", "--tag", IMAGE, ".");
        Path archive = directory.resolve("image.tar");
        docker("save", "--output", archive.toString(), IMAGE);
        cluster = new K3sContainer(DockerImageName.parse(K3s.IMAGE));
        cluster.start();
        cluster.copyFileToContainer(MountableFile.forHostPath(archive), "/image.tar");
        ExecResult imported = cluster.execInContainer("ctr", "images", "import", "/image.tar");
        assertThat(imported.getExitCode()).as(imported.getStderr()).isZero();
        kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.getKubeConfigYaml());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.stop();
        }
    }

    /** Ready says the kubelet, by the probes of the pod; the release's own test asks by the service's name. */
    @Test
    @Order(1)
    void helmInstallsAnOperatorThatIsReadyAndPassesItsTest() {
        String[] image = IMAGE.split(":");
        fine(helm.in(
                kubeconfig,
                "install",
                "signalbox",
                "helm-chart",
                "--namespace=signalbox",
                "--create-namespace",
                "--set=image.repository=" + image[0],
                "--set=image.tag=" + image[1],
                "--set=image.pullPolicy=Never",
                "--set=stack.create=true",
                "--set=stack.spec.traces.otlpEndpoint=tempo.monitoring.svc:4317",
                "--set=replicas=2",
                "--wait",
                LIMIT));

        assertThat(fine(helm.in(kubeconfig, "test", "signalbox", "--namespace=signalbox", LIMIT)))
                .contains("Phase:          Succeeded");
        assertThat(kubectl(
                        "get",
                        "pods",
                        "-n",
                        "signalbox",
                        "-o",
                        "jsonpath={.items[*].status.containerStatuses[*].restartCount}"))
                .as("starts of each of them after the first")
                .isEqualTo("0 0");
    }

    /** Nobody takes the traces, which is no reason for an agent not to be there. */
    @Test
    @Order(2)
    void agentsAreOnTheNodeAndPassTheirProbes() {
        kubectl("wait", "--for=create", "daemonset/signalbox-agent", "-n", AGENTS, LIMIT);
        kubectl("rollout", "status", "daemonset/signalbox-agent", "-n", AGENTS, LIMIT);

        assertThat(kubectl("get", "daemonset/signalbox-agent", "-n", AGENTS, "-o", "jsonpath={.status.numberReady}"))
                .isEqualTo("1");
    }

    /** Whose node dies, or who is evicted: another pod holds the lease, and the next one is ready. */
    @Test
    @Order(3)
    void anOperatorWhosePodIsDeletedIsReplaced() {
        String holder = leader();
        kubectl("delete", "pod", holder, "-n", "signalbox", "--wait=true");
        kubectl("rollout", "status", "deployment/signalbox-operator", "-n", "signalbox", LIMIT);
        cluster.copyFileToContainer(MountableFile.forHostPath("examples/quickstart/availability.yaml"), "/slo.yaml");
        kubectl("create", "namespace", SLOS);
        kubectl("apply", "-f", "/slo.yaml");

        kubectl("wait", "--for=condition=Accepted", "slo", "--all", "-n", SLOS, LIMIT);
        assertThat(leader()).isNotEqualTo(holder).isNotEmpty();
    }

    @Test
    @Order(4)
    void uninstallingEndsItsPods() {
        fine(helm.in(kubeconfig, "uninstall", "signalbox", "--namespace=signalbox", "--wait", LIMIT));

        assertThat(kubectl("get", "deployments", "-n", "signalbox", "-o", "name"))
                .isBlank();
    }

    /** The pod of the replica that holds the lease, whose name ends with what tells two processes in it apart. */
    private static String leader() {
        String holder = kubectl("get", "lease", "-n", "signalbox", "-o", "jsonpath={.items[0].spec.holderIdentity}");
        return holder.substring(0, holder.lastIndexOf('-'));
    }

    private static String kubectl(String... arguments) {
        try {
            ExecResult run = cluster.execInContainer(
                    Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toArray(String[]::new));
            assertThat(run.getExitCode()).as(run.getStderr()).isZero();
            return run.getStdout();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void docker(String... arguments) {
        fine(ProgramRun.withProgress(
                Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList()));
    }

    private static String fine(ProgramRun run) {
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }
}
