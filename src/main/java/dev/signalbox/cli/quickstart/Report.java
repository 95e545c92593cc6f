package dev.signalbox.cli.quickstart;

import dev.signalbox.controlplane.ControlPlaneException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/** What quickstart says: a line for each step, with a mark, what it was, and what came of it. */
public final class Report {
    private static final String LINE = "  %s %-16s %s";
    private static final String CONTINUED = " ".repeat(21);

    private final PrintWriter out;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicBoolean silenced = new AtomicBoolean();

    public Report(PrintWriter out) {
        this.out = out;
    }

    /** Text that stands on its own. */
    public void say(String text) {
        print(text);
    }

    /** News from a step that takes its time. */
    void progress(String text) {
        text.lines().forEach(line -> print("      " + line));
    }

    void ok(String step, String result) {
        print(line("@|green ✓|@", step, result));
    }

    void failed(String step, String reason) {
        failures.incrementAndGet();
        print(line("@|red ✗|@", step, reason));
    }

    /** Something that was left out, and why. It is not a failure. */
    void leftOut(String step, String reason) {
        print(line("-", step, reason));
    }

    boolean silenced() {
        return silenced.get();
    }

    /** A step whose failure ends the whole: says what came of it, or fails with its name and its reason. */
    <T> T step(String name, Supplier<T> work, Function<T, String> result) {
        try {
            T value = work.get();
            ok(name, result.apply(value));
            return value;
        } catch (QuickstartFailure | ControlPlaneException | KubernetesClientException e) {
            failed(name, reason(e));
            throw new QuickstartFailure(name, e);
        }
    }

    /** A promise whose failure does not hinder the next: says what came of it, or why not. */
    void check(String name, Supplier<String> work) {
        try {
            ok(name, work.get());
        } catch (QuickstartFailure | ControlPlaneException | KubernetesClientException e) {
            failed(name, reason(e));
        }
    }

    /** A client's own message says "An error has occurred" where the connection failed; its cause says how. */
    static String reason(RuntimeException e) {
        return e instanceof KubernetesClientException && e.getCause() != null
                ? "%s (%s)".formatted(e.getMessage(), e.getCause().getMessage())
                : e.getMessage();
    }

    /** A table, as {@code kubectl get} shows it. */
    void table(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < row.size(); i++) {
                line.append(("%-" + (widths[i] + 3) + "s").formatted(row.get(i)));
            }
            print(line.toString().stripTrailing());
        }
    }

    int failures() {
        return failures.get();
    }

    /** Says nothing from now on: what fails while all is being taken down is no news. */
    void silence() {
        silenced.set(true);
    }

    private static String line(String mark, String step, String text) {
        String aligned = text.strip().replace("\n", "\n" + CONTINUED);
        return LINE.formatted(Ansi.AUTO.string(mark), step, aligned);
    }

    private void print(String text) {
        if (!silenced.get()) {
            out.println(text);
            out.flush();
        }
    }
}
