package dev.signalbox.controlplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The script of a checkout that compiles kube-apiserver, etcd and their companions, once.
 *
 * @param script {@code e2e/controlplane/build}
 */
record ControlPlaneBinaries(Path script) {

    /** The script of the checkout that this class was built in; empty for a jar that was taken elsewhere. */
    static Optional<ControlPlaneBinaries> find() {
        CodeSource source = ControlPlaneBinaries.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return Stream.iterate(Path.of(source.getLocation().toURI()), p -> p != null, Path::getParent)
                    .map(directory -> directory.resolve("e2e/controlplane/build"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(ControlPlaneBinaries::new);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Compiles what is missing, and returns the directory of the programs. */
    Path provide(Consumer<String> progress) {
        try {
            Process build = new ProcessBuilder(script.toString())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            try (BufferedReader lines = build.errorReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(progress);
            }
            String directory = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (build.waitFor() != 0) {
                throw new ControlPlaneException("kube-apiserver and etcd could not be compiled; see above");
            }
            return Path.of(directory);
        } catch (IOException e) {
            throw new ControlPlaneException("could not run " + script + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlPlaneException("interrupted while the control plane was being compiled", e);
        }
    }
}
