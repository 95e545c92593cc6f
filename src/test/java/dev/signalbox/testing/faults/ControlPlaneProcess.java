package dev.signalbox.testing.faults;

import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.Missing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program of a control plane of ours, which a test kills and starts again as it was, or holds still. */
public final class ControlPlaneProcess implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final String name;
    private final Path log;
    private final List<String> command;
    private ProcessHandle process;
    private Optional<ChildProcess> restarted = Optional.empty();

    private ControlPlaneProcess(String name, Path log, ProcessHandle process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.command = new ArrayList<>(List.of(process.info().command().orElseThrow()));
        command.addAll(Arrays.asList(process.info().arguments().orElseThrow()));
    }

    /** @param name of the program: {@code etcd} or {@code kube-apiserver} */
    public static ControlPlaneProcess of(ControlPlane controlPlane, String name) {
        Path directory = controlPlane.kubeconfig().getParent();
        return find(name, directory.toString())
                .map(process -> new ControlPlaneProcess(name, directory.resolve(name + "-again.log"), process))
                .orElseThrow(() -> Missing.prerequisite(
                        controlPlane.description() + " has no process " + name + " that a test could stop"));
    }

    /** @param mark what one of its arguments contains */
    private static Optional<ProcessHandle> find(String name, String mark) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("/" + name))
                        .isPresent())
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument -> argument.contains(mark)))
                .findFirst();
    }

    /** As a crash does; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        if (!Deadline.in(SOON).until(() -> !process.isAlive())) {
            throw new AssertionError(name + " is still there");
        }
    }

    /** As it was started but for some options: at the same port, on the same data. */
    public void startAgainWith(Map<String, String> options) {
        options.forEach((option, value) -> {
            command.removeIf(argument -> argument.startsWith(option + "="));
            command.add(option + "=" + value);
        });
        startAgain();
    }

    /** As it was started: at the same port, on the same data. */
    public void startAgain() {
        restarted.ifPresent(ChildProcess::close);
        ChildProcess again = ChildProcess.start(name, command, Map.of(), log);
        restarted = Optional.of(again);
        process = Deadline.in(SOON)
                .poll(() -> find(name, log.getParent().toString()))
                .orElseThrow(() -> new AssertionError(name + " did not start: " + again.tail(10)));
    }

    /** It keeps its connections, and answers nobody. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("could not signal " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was started again ends; the control plane ends the rest. */
    @Override
    public void close() {
        thawIfAlive();
        restarted.ifPresent(ChildProcess::close);
    }

    private void thawIfAlive() {
        if (process.isAlive()) {
            thaw();
        }
    }
}
