package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.Missing;
import dev.signalbox.testing.ProgramRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code kubectl signalbox}, by a link to the tool on the path. */
@ExtendWith(LocalCluster.class)
class KubectlPluginIT {
    @TempDir
    private Path path;

    private LocalCluster.Namespace namespace;

    @BeforeEach
    void link(LocalCluster.Namespace ofTest) throws IOException {
        namespace = ofTest;
        Files.createSymbolicLink(
                path.resolve("kubectl-signalbox"), Path.of("signalbox").toAbsolutePath());
        Path completion = Files.writeString(
                path.resolve("kubectl_complete-signalbox"),
                CommandRun.of("completion", "kubectl").out());
        assertThat(completion.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void kubectlRunsIt() {
        assertThat(kubectl("signalbox", "render", "examples/quickstart/availability.yaml"))
                .contains("kind: PrometheusRule");
    }

    @Test
    void kubectlCompletesIt() {
        assertThat(kubectl("__complete", "signalbox", "re").lines().toList())
                .contains("render", "report", "reload", ":0")
                .doesNotContain("validate");
    }

    private String kubectl(String... arguments) {
        Path kubectl = namespace
                .controlPlane()
                .kubectl()
                .orElseThrow(() -> Missing.prerequisite("this machine has no kubectl"));
        ProgramRun run = ProgramRun.of(Stream.concat(
                        Stream.of(
                                "env", "PATH=" + path + File.pathSeparator + System.getenv("PATH"), kubectl.toString()),
                        Stream.of(arguments))
                .toList());
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }
}
