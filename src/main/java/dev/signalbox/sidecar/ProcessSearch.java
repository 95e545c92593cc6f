package dev.signalbox.sidecar;

import dev.signalbox.sidecar.Found.CollectorProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks for a process by the name of its program, as it was called: what runs in the other containers of the pod is in
 * {@code /proc} too where they share their processes, but the file it was started from is not ours to see.
 *
 * @param program last part of the path, e.g. {@code otelcol}
 */
public record ProcessSearch(String program) {

    /** Who runs it now. */
    public Found find() {
        List<CollectorProcess> all = ProcessHandle.allProcesses()
                .flatMap(process -> named(process).stream())
                .toList();
        return switch (all.size()) {
            case 1 -> new Found.One(all.getFirst());
            case 0 -> new Found.NotOne("there is no process named " + program);
            default ->
                new Found.NotOne("%d processes are named %s, which is meant? %s"
                        .formatted(
                                all.size(),
                                program,
                                all.stream()
                                        .map(process -> Long.toString(process.pid()))
                                        .collect(Collectors.joining(", "))));
        };
    }

    private Optional<CollectorProcess> named(ProcessHandle process) {
        return calledAs(process.pid())
                .filter(program::equals)
                .flatMap(name -> process.info().startInstant())
                .map(started -> new CollectorProcess(process.pid(), started));
    }

    /** Nothing for a thread of the kernel, and for a process that has ended meanwhile. */
    private static Optional<String> calledAs(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            String called = line.substring(0, Math.max(0, line.indexOf('\0')));
            return Optional.of(called.substring(called.lastIndexOf('/') + 1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
