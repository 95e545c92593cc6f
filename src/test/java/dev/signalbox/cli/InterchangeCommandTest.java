package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterchangeCommandTest {
    private static final String SLOTH = """
            version: prometheus/v1
            service: till
            slos:
            - name: NAME
              objective: 99.9
              sli:
                events:
                  error_query: sum(rate(errors_total[{{.window}}]))
                  total_query: sum(rate(requests_total[{{.window}}]))
            """;

    private static final String IMPORTED = """
            ---
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata:
              name: till-paid
            spec:
              objective: 99.9
              service: till
              sli:
                ratio:
                  errors: errors_total
                  total: requests_total
            """;

    @TempDir
    private Path directory;

    private Path input;

    @BeforeEach
    void makeInput() throws IOException {
        input = Files.createDirectory(directory.resolve("input"));
    }

    @Test
    void boundsAreInTheUnitOfTheName() {
        String slo = """
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: batches, namespace: shop}
                spec:
                  service: batch
                  objective: 99
                  sli: {latency: {histogram: 'batch_duration_minutes{job="batch"}', threshold: 30s}}
                """;

        CommandRun exported = CommandRun.withInput(slo, "export", "--to", "openslo", "-");
        CommandRun imported = CommandRun.withInput(exported.out(), "import", "--from", "openslo", "-");

        assertThat(exported.out()).contains("le=\"0.5\"");
        assertThat(imported.out()).contains("threshold: 30s");
    }

    @Test
    void printsWhatIsCarriedOverAndSums() {
        CommandRun run = CommandRun.withInput(sloth("paid"), "import", "--from", "sloth", "-");

        assertThat(run).isEqualTo(new CommandRun(0, IMPORTED, "1 SLO was carried over.\n"));
    }

    @Test
    void putsIntoANamespaceWhatHasNone() {
        CommandRun run = CommandRun.withInput(sloth("paid"), "import", "--from", "SLOTH", "-n", "shop", "-");

        assertThat(run.out()).isEqualTo(IMPORTED.replace("name: till-paid\n", "name: till-paid\n  namespace: shop\n"));
    }

    @Test
    void goesOnBehindWhatIsBroken() throws IOException {
        file("a.yaml", "slos: [\n");
        file("b.yaml", sloth("paid"));
        file("c.yaml", sloth("lost").replace("99.9", "100"));
        file("d.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: till}}\n");

        CommandRun run = CommandRun.of("import", "--from", "sloth", input.toString(), "no/such.yaml");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("# " + input + "/d.yaml:1: Pod till: is not Sloth's, left out\n" + IMPORTED);
        assertThat(run.err().replace(input + "/", "")).isEqualTo("""
                        a.yaml:2:1: must be YAML, was not: expected the node content, but found '<stream end>' (while parsing a flow node); correct this line or one before it
                        c.yaml:5:3: slos[0].objective: must leave a budget, that is be above 0 % and below 100 %, was 100 %; write e.g. 99.9 %
                        no/such.yaml:1:1: must be a file or a directory, was not found; check the argument
                        1 SLO was carried over; 1 comment tells what changed; 3 faults kept others back.
                        """);
    }

    @Test
    void exitsWithOneOnlyWhereNothingIsCarriedOver() {
        assertThat(CommandRun.withInput(sloth("lost").replace("99.9", "100"), "import", "--from", "sloth", "-"))
                .matches(run -> run.exitCode() == 1 && run.out().isEmpty());
        assertThat(CommandRun.withInput("", "import", "--from", "openslo", "-"))
                .isEqualTo(new CommandRun(1, "", "No SLOs were carried over.\n"));
        assertThat(CommandRun.withInput("{}", "export", "--to", "openslo", "-").exitCode())
                .isOne();
    }

    @Test
    void exitsWithTwoOnWrongUsage() {
        assertThat(CommandRun.of("import", "file.yaml").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("import", "--from", "nobl9", "file.yaml"))
                .matches(run -> run.exitCode() == 2)
                .matches(run -> run.err().contains("sloth, pyrra, openslo"));
        assertThat(CommandRun.of("import", "--from", "sloth").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("export", "--to", "sloth", "file.yaml").exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of("import", "--help").out()).contains("--from sloth slos/");
        assertThat(CommandRun.of("export", "--help").out()).contains("--to openslo slos/");
    }

    @Test
    void givesTheSameForFilesInAnyOrder() throws IOException {
        String a = file("a.yaml", sloth("paid"));
        String b = file("b.yaml", sloth("paid"));
        String c = file("c.yaml", sloth("another"));

        CommandRun one = CommandRun.of("import", "--from", "sloth", a, b, c);
        CommandRun other = CommandRun.of("import", "--from", "sloth", c, b, a);

        assertThat(other).isEqualTo(one);
        assertThat(one.out())
                .containsSubsequence(
                        "name: till-another",
                        "name: till-paid\n",
                        "b.yaml:4: slos[0]: became till-paid-2",
                        "name: till-paid-2\n");
    }

    @Test
    void exportsWhatIsValid() {
        String slos = IMPORTED + IMPORTED.replace("till-paid", "broken").replace("99.9", "100")
                + "---\n{apiVersion: v1, kind: Pod, metadata: {name: till}}\n";

        CommandRun run = CommandRun.withInput(slos, "export", "--to", "openslo", "-");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: till-paid\n");
        assertThat(run.err())
                .contains("spec.objective: must be > 0 and < 100, was 100")
                .endsWith("1 SLO was exported; 1 other resource left out.\n");
    }

    private static String sloth(String name) {
        return SLOTH.replace("NAME", name);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(input.resolve(name), content).toString();
    }
}
