package dev.signalbox.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Helm as people run it.
 *
 * @param executable where it is
 */
public record Helm(Path executable) {
    /** What it says of {@code crds/}, which the chart has by a link. */
    private static final String LINKS = "walk.go:";

    /** The one that the source tree pins; see {@link GoProgram#required}. */
    public static Helm required() {
        return new Helm(GoProgram.required("e2e/helm"));
    }

    public ProgramRun run(String... arguments) {
        ProgramRun run = ProgramRun.of(Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
                .toList());
        return new ProgramRun(
                run.exitCode(),
                run.output()
                        .lines()
                        .filter(line -> !line.startsWith(LINKS))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    /** In a cluster, as its administrator. */
    public ProgramRun in(Path kubeconfig, String... arguments) {
        return run(Stream.concat(Stream.of("--kubeconfig", kubeconfig.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** What the chart becomes for a release {@code signalbox} in a namespace of that name, as YAML. */
    public String template(String... settings) {
        ProgramRun run = run(
                Stream.concat(Stream.of("template", "signalbox", "helm-chart", "-n", "signalbox"), Stream.of(settings))
                        .toArray(String[]::new));
        if (run.exitCode() != 0) {
            throw new AssertionError("helm template %s: %s".formatted(List.of(settings), run.output()));
        }
        return run.output();
    }
}
