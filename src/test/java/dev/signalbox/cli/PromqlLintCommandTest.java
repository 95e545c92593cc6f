package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PromqlLintCommandTest {
    private record Outcome(int exitCode, String out, String err) {}

    @Test
    void textNamesLineAndColumn() {
        Outcome outcome = lint("""
                # the two that matter
                sum(rate(errors_total[5m]))

                sum(rate(errors_total))
                  up{
                """, "-");

        assertThat(outcome.out()).isEqualToIgnoringNewLines("""
                2: ok
                4:10: argument 1 of rate must be a range vector, was an instant vector
                5:6: missing closing }
                """);
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void standardInputIsTheDefault() {
        assertThat(lint("up\n")).isEqualTo(new Outcome(0, "1: ok" + System.lineSeparator(), ""));
    }

    @Test
    void fileIsNamedInEveryLine(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("rules.promql"), "up\nup +\n");

        Outcome outcome = lint("", file.toString());

        assertThat(outcome.out()).isEqualToIgnoringNewLines("""
                %s:1: ok
                %s:2:5: unexpected end of input where an expression begins
                """.formatted(file, file));
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void jsonIsAnArrayInAStableOrder() {
        Outcome outcome = lint("""
                sum by (pod) (up{job="é"}) / on (pod) group_left (node) kube_pod_info
                up{job="\u00e9
                """, "-o", "json");

        assertThat(outcome.out()).isEqualToIgnoringNewLines("""
                [{"line":1,"expr":"sum by (pod) (up{job=\\"\\u00E9\\"}) / on (pod) group_left (node) kube_pod_info",\
                "ok":true,"metrics":["kube_pod_info","up"],"labels":["job","node","pod"]},\
                {"line":2,"expr":"up{job=\\"\\u00E9","ok":false,"error":"missing closing \\"",\
                "column":8,"position":7,"metrics":[],"labels":[]}]
                """);
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void nothingIsAnEmptyArray() {
        assertThat(lint("\n# nothing\n", "--output", "json").out().strip()).isEqualTo("[]");
    }

    @Test
    void brokenBytesAreAFaultOfTheirLine() {
        byte[] latin1 = "up{job=\"é\"}\nup\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(run(new ByteArrayInputStream(latin1), "lint").out()).isEqualToIgnoringNewLines("""
                1:8: text is not UTF-8
                2: ok
                """);
    }

    @Test
    void missingFileIsWrongUsage(@TempDir Path directory) {
        Outcome outcome = lint("", directory.resolve("none").toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("none: can't be read: no such file");
    }

    @Test
    void directoryIsWrongUsage(@TempDir Path directory) {
        Outcome outcome = lint("", directory.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("can't be read: Is a directory");
    }

    @Test
    void withoutACommandItShowsHowToUseIt() {
        Outcome outcome = run(InputStream.nullInputStream());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("lint");
    }

    private static Outcome lint(String input, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "lint";
        System.arraycopy(args, 0, all, 1, args.length);
        return run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), all);
    }

    private static Outcome run(InputStream input, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        InputStream before = System.in;
        System.setIn(input);
        try {
            int exitCode = new CommandLine(new PromqlCommand())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(args);
            return new Outcome(exitCode, out.toString(), err.toString());
        } finally {
            System.setIn(before);
        }
    }
}
