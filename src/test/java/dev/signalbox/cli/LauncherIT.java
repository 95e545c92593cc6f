package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./signalbox} as a user runs it: everything that the commands need has to be on the short class path. */
class LauncherIT {
    private static final Path LAUNCHER = Path.of("signalbox").toAbsolutePath();

    @TempDir
    private Path directory;

    /** The first start after a build learns to start fast, and says so. */
    @BeforeAll
    static void learn() throws Exception {
        Process process = new ProcessBuilder(LAUNCHER.toString(), "version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void rendersAFileOfTheWorkingDirectory() throws Exception {
        Files.copy(Path.of("examples/quickstart/availability.yaml"), directory.resolve("slo.yaml"));

        Result render = run("render", "slo.yaml");

        assertThat(render.exitCode()).as(render.err()).isZero();
        assertThat(render.err()).isEmpty();
        assertThat(render.out()).startsWith("---\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\n");
    }

    @Test
    void runsEachCommandThatNeedsNoCluster() throws Exception {
        Path slos = Path.of("examples/quickstart").toAbsolutePath();

        assertThat(run("validate", slos.toString()).out()).isEqualTo("2 resources are valid\n");
        assertThat(run("validate", "-o", "json", slos.toString()).out()).isEqualTo("[ ]\n");
        assertThat(run("version").out()).startsWith("signalbox 0.");
        assertThat(run("completion", "bash").out()).startsWith("#!/usr/bin/env bash");
        assertThat(run("--help").out()).contains("quickstart", "operator", "promql");
        assertThat(run("operator", "--help").out()).contains("--leader-election");
        assertThat(run("reload", "--help").out()).contains("--watch");
        assertThat(run("await", "--help").out()).contains("--for");
        assertThat(run("quickstart", "--help").out()).contains("--no-prometheus");
        Path shop = Path.of("src/test/resources/report/shop").toAbsolutePath();
        Result report = run("report", "--from", shop.toString());
        assertThat(report.out()).startsWith("Observability health of the cluster");
        assertThat(report.err()).isEmpty();
        assertThat(run("nonsense").exitCode()).isEqualTo(2);
    }

    @Test
    void tellsWhatIsWrong() throws Exception {
        Files.writeString(directory.resolve("slo.yaml"), "apiVersion: signalbox.dev/v1alpha1\nkind: Slo\n");

        Result validate = run("validate", ".");

        assertThat(validate.exitCode()).isOne();
        assertThat(validate.out()).startsWith("./slo.yaml:2:1: kind: must be one of ");
    }

    @Test
    void worksThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("sb"), LAUNCHER);

        assertThat(run(link, "version").out()).startsWith("signalbox ");
    }

    /** A class of before Java 6 is loaded and verified anew on each start. */
    @Test
    void hasOnlyClassesThatCanBeCached() throws Exception {
        for (String jar : Files.readAllLines(Path.of("target/launcher/tool.classpath"))) {
            try (JarFile file = new JarFile(jar)) {
                for (JarEntry entry : file.stream().toList()) {
                    if (entry.getName().endsWith(".class")) {
                        byte[] head = file.getInputStream(entry).readNBytes(8);
                        assertThat(head[7]).as(jar + "!" + entry).isGreaterThanOrEqualTo((byte) 50);
                    }
                }
            }
        }
    }

    private record Result(int exitCode, String out, String err) {}

    private Result run(String... args) throws Exception {
        return run(LAUNCHER, args);
    }

    private Result run(Path program, String... args) throws IOException, InterruptedException {
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(args))
                        .toList())
                .directory(directory.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> said = Files.readAllLines(err);
        return new Result(process.exitValue(), out, String.join("\n", said));
    }
}
