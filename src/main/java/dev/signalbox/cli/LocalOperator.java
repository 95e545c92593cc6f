package dev.signalbox.cli;

import dev.signalbox.local.LocalRequest;
import dev.signalbox.local.LocalSocket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The operator that runs where the tool does: in its pod. */
final class LocalOperator {
    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "Which operator, where several run; default: the only one.")
    private Long process;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** What becomes of an answer. */
    interface Reader {
        void read(InputStream answer) throws IOException;
    }

    /**
     * Asks, and tells why there is no answer.
     *
     * @param reader of what follows the answer's first line
     * @return the exit code of the command that asks
     */
    int tell(LocalRequest request, Reader reader) {
        Optional<String> wrong = ask(request, reader);
        wrong.ifPresent(spec.commandLine().getErr()::println);
        return wrong.isPresent() ? Signalbox.WRONG_INPUT : Signalbox.FINE;
    }

    private Optional<String> ask(LocalRequest request, Reader reader) {
        try {
            List<LocalSocket> running = LocalSocket.running(Path.of(System.getProperty("java.io.tmpdir"))).stream()
                    .filter(socket -> process == null || socket.process() == process)
                    .toList();
            if (running.isEmpty()) {
                return Optional.of("no operator runs here; in a cluster write e.g."
                        + " kubectl exec -n signalbox deploy/signalbox-operator -- signalbox COMMAND");
            }
            if (running.size() > 1) {
                return Optional.of("several operators run here; name one with --pid, one of: "
                        + running.stream()
                                .map(socket -> Long.toString(socket.process()))
                                .collect(Collectors.joining(", ")));
            }
            return answer(running.getFirst(), request, reader);
        } catch (IOException e) {
            return Optional.of("the operator can't be asked: " + e.getMessage());
        }
    }

    private static Optional<String> answer(LocalSocket socket, LocalRequest request, Reader reader) throws IOException {
        try (InputStream answer = socket.ask(request)) {
            String first = LocalSocket.line(answer);
            if (!first.equals(LocalSocket.FINE)) {
                return Optional.of(
                        first.isEmpty() ? "the operator has ended, or could not answer: see its log" : first);
            }
            reader.read(answer);
            return Optional.empty();
        }
    }
}
