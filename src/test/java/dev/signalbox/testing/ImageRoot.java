package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Executables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory with what the image has: what {@code src/main/docker/assemble} leaves, through an archive as a layer is one,
 * and instead of the base image the C library and a static shell of this machine.
 *
 * @param directory where it is
 */
public record ImageRoot(Path directory) {
    private static final String HOME = "opt/signalbox";
    private static final Pattern LIBRARY = Pattern.compile("(?m)(?:=> |^\\s+)(/\\S+)");

    /** As a container runs it: nobody's user, nothing can be written but /tmp, nothing is seen of the machine. */
    private static final String ENTER = """
            set -e
            mount --bind "$0" "$0"
            mount --rbind /proc "$0/proc"
            mount --rbind /dev "$0/dev"
            mount -t tmpfs tmpfs "$0/tmp"
            mount -o remount,bind,ro "$0"
            exec chroot --userspec=65532:65532 "$0" /opt/signalbox/signalbox "$@"
            """;

    /** Only root can do that; anyone else's test is aborted with the reason. */
    public static ImageRoot assemble(Path directory) {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw Missing.prerequisite("only root can change the root directory, as a container has another");
        }
        Path busybox = Executables.onPath("busybox")
                .orElseThrow(() ->
                        Missing.prerequisite("busybox is not on the PATH; e2e/tools/find busybox says how to get it"));
        Path stage = directory.resolve("stage");
        ImageRoot root = new ImageRoot(directory.resolve("root"));
        Stream.of("bin", "dev", "proc", "tmp", "etc", HOME).forEach(name -> assertThat(
                        root.directory().resolve(name).toFile().mkdirs())
                .isTrue());
        run("src/main/docker/assemble", stage.toString());
        run(
                "sh",
                "-c",
                "tar -cf - -C \"$0\" . | tar -xf - -C \"$1\"",
                stage.resolve(HOME).toString(),
                root.directory().resolve(HOME).toString());
        root.copy(busybox, "bin/sh");
        Path java = root.directory().resolve(HOME).resolve("java");
        Stream.of("bin/java", "lib/server/libjvm.so", "lib/libnet.so", "lib/libnio.so")
                .flatMap(file -> libraries(java.resolve(file)))
                .filter(library -> !library.startsWith(directory.toString()))
                .distinct()
                .forEach(library -> root.copy(Path.of(library), library.substring(1)));
        return root;
    }

    /** A command that runs in there. */
    public List<String> command(String... arguments) {
        return Stream.concat(
                        Stream.of(
                                "env",
                                "JAVA_HOME=/" + HOME + "/java",
                                "unshare",
                                "--mount",
                                "sh",
                                "-c",
                                ENTER,
                                directory.toString()),
                        Stream.of(arguments))
                .toList();
    }

    /** Puts a file there; returns where it is seen in there. */
    public Path write(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
            return Path.of("/" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> libraries(Path program) {
        return LIBRARY.matcher(run("ldd", program.toString())).results().map(found -> found.group(1));
    }

    private void copy(Path from, String to) {
        try {
            Path target = directory.resolve(to);
            Files.createDirectories(target.getParent());
            Files.copy(from.toRealPath(), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String... command) {
        ProgramRun run = ProgramRun.of(List.of(command));
        assertThat(run.exitCode()).as("%s: %s", List.of(command), run.output()).isZero();
        return run.output();
    }
}
