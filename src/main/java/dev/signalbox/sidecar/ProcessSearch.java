package dev.signalbox.sidecar;

import dev.signalbox.sidecar.Found.CollectorProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for a process by how it was called: what runs in the other containers of the pod is in {@code /proc} too where they
 * share their processes, but the file it was started from is not ours to see.
 *
 * @param described in words, e.g. {@code named otelcol}
 * @param wanted of the words that a process was called with, its program first; never empty
 */
public record ProcessSearch(String described, Predicate<List<String>> wanted) {

    /** @param program last part of the path, e.g. {@code otelcol} */
    public static ProcessSearch named(String program) {
        return new ProcessSearch("named " + program, words -> {
            String called = words.getFirst();
            return called.substring(called.lastIndexOf('/') + 1).equals(program);
        });
    }

    /** @param argument one that it was called with, whatever its program is named */
    public static ProcessSearch calledWith(String argument) {
        return new ProcessSearch(
                "called with " + argument, words -> words.stream().skip(1).anyMatch(argument::equals));
    }

    /**
     * Who runs it now; never we ourselves, who may have been called with the same words, and not who only started it, as an
     * image's entrypoint does, nor a fork of that.
     */
    public Found find() {
        long self = ProcessHandle.current().pid();
        List<ProcessHandle> called = ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(process -> isCalledSo(process.pid()))
                .toList();
        Set<Long> starters = called.stream().flatMap(ProcessSearch::ancestors).collect(Collectors.toSet());
        Set<List<String>> startersWords = called.stream()
                .map(ProcessHandle::pid)
                .filter(starters::contains)
                .map(ProcessSearch::calledAs)
                .collect(Collectors.toSet());
        List<CollectorProcess> all = called.stream()
                .filter(process -> !startersWords.contains(calledAs(process.pid())))
                .flatMap(process -> process.info().startInstant().stream()
                        .map(started -> new CollectorProcess(process.pid(), started)))
                .toList();
        return switch (all.size()) {
            case 1 -> new Found.One(all.getFirst());
            case 0 -> new Found.NotOne("there is no process " + described);
            default ->
                new Found.NotOne("%d processes are %s, which is meant? %s"
                        .formatted(
                                all.size(),
                                described,
                                all.stream()
                                        .map(process -> Long.toString(process.pid()))
                                        .collect(Collectors.joining(", "))));
        };
    }

    private boolean isCalledSo(long pid) {
        List<String> words = calledAs(pid);
        return !words.isEmpty() && wanted.test(words);
    }

    private static Stream<Long> ancestors(ProcessHandle process) {
        return Stream.iterate(process.parent(), Optional::isPresent, parent -> parent.flatMap(ProcessHandle::parent))
                .map(parent -> parent.get().pid());
    }

    /** Nothing for a thread of the kernel, and for a process that has ended meanwhile. */
    private static List<String> calledAs(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            return line.isEmpty() ? List.of() : List.of(line.split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }
}
