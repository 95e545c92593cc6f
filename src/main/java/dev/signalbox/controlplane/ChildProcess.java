package dev.signalbox.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that runs for as long as we do, and no longer: it is stopped even when this JVM is killed. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int FIRST_PORT = 10_240;
    /** Linux gives those from here on to outgoing connections. */
    private static final int END_OF_PORTS = 32_768;

    private static final int PORTS_TRIED = 100;

    /**
     * Our end of the pipe on file descriptor 3 closes when we do, however we end; then the child gets SIGTERM. Nobody may
     * signal it after it has ended: its process id may be somebody else's by then.
     * SIGINT is left to us: Ctrl-C reaches the whole process group, and we stop the children in their order.
     */
    private static final String LEASH = """
            trap "" INT
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            { read -r _ <&3; kill "$child"; } 2>/dev/null &
            watch=$!
            exec 3<&- 2>/dev/null
            wait "$child"
            code=$?
            kill -KILL "$watch"
            exit "$code"
            """;

    private final String name;
    private final Path log;
    private final Process leash;

    private ChildProcess(String name, Path log, Process leash) {
        this.name = name;
        this.log = log;
        this.leash = leash;
    }

    /**
     * Starts a program.
     *
     * @param name what people call it
     * @param command the program and its arguments
     * @param environment variables it gets besides ours
     * @param log where its output is appended
     */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        List<String> leashed = new ArrayList<>(List.of("/bin/sh", "-c", LEASH, name));
        leashed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(leashed)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new ControlPlaneException("could not start " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * A port that nothing listens on at the moment. Not of those that the kernel gives to outgoing connections: one of these
     * would often have it before the process that it is for.
     */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(FIRST_PORT, END_OF_PORTS)
                .limit(PORTS_TRIED)
                .filter(ChildProcess::isFree)
                .findFirst()
                .orElseThrow(() -> new ControlPlaneException(
                        "no free port: tried %d from %d to %d".formatted(PORTS_TRIED, FIRST_PORT, END_OF_PORTS - 1)));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1)) {
            return socket.isBound();
        } catch (IOException e) {
            return false; // taken
        }
    }

    public boolean alive() {
        return leash.isAlive();
    }

    public Path log() {
        return log;
    }

    /** The last lines of its output, for a message about its failure. */
    public String tail(int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** The processes under the leash, the program among them. */
    public Stream<ProcessHandle> processes() {
        return leash.descendants();
    }

    /** Ends it at once with SIGKILL, as a crash would. */
    public void kill() {
        processes().forEach(ProcessHandle::destroyForcibly);
        if (!ends(GRACE)) {
            leash.destroyForcibly();
        }
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        try {
            leash.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not stop " + name, e);
        }
        if (!ends(GRACE)) {
            kill();
        }
    }

    private boolean ends(Duration time) {
        try {
            return leash.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
