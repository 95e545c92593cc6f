package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script does to a server is shown by {@code OutageIT} and {@link BackfillIT}. */
class BackfillCommandTest {
    private static final Pattern RULES = Pattern.compile(
            "cat >\"\\$work/(\\w+)\\.yaml\" <<'SIGNALBOX-RULES'\n(.*?)SIGNALBOX-RULES\n", Pattern.DOTALL);

    @TempDir
    private Path directory;

    private String slos;

    @BeforeEach
    void writeSlos() throws IOException {
        slos = Files.writeString(directory.resolve("slos.yaml"), slo("checkout", "30d") + "---\n" + slo("cart", "7d"))
                .toString();
    }

    @Test
    void theScriptHasRulesOfEachStageForEachSlo() throws IOException {
        CommandRun run = CommandRun.of("backfill", slos);

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<Path> files = new ArrayList<>();
        for (MatchResult rules : RULES.matcher(run.out()).results().toList()) {
            assertThat(rules.group(2))
                    .contains("name: signalbox-shop-cart-" + rules.group(1))
                    .contains("name: signalbox-shop-checkout-" + rules.group(1));
            files.add(Files.writeString(directory.resolve(rules.group(1) + ".yaml"), rules.group(2)));
        }
        assertThat(files)
                .extracting(Path::getFileName)
                .map(Path::toString)
                .containsExactly("ledger.yaml", "windows.yaml", "beginning.yaml");
        assertThat(Promtool.required().checkRules(files.toArray(Path[]::new)))
                .matches(Promtool.Verdict::accepted, "accepted");
    }

    @Test
    void thePastOfTimeIsReadFromTheRawSeriesToo() {
        CommandRun run = CommandRun.of("backfill", "examples/slo/condition.yaml");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "count_over_time((1 - (min(probe_success{job=\"home\"}) == bool 1))[4m59s999ms:30s] offset 1m) / 10",
                        "sum_over_time((1 - (min(probe_success{job=\"home\"}) == bool 1))[4m59s999ms:30s] offset 1m) / 10")
                .doesNotContain("slo:sli_error:slice");
    }

    @Test
    void theScriptIsOneThatAShellReads() throws IOException, InterruptedException {
        CommandRun run =
                CommandRun.of("backfill", slos, "--url", "http://it's:9090", "--data", "/da'ta", "--days", "2");
        Path script = Files.writeString(directory.resolve("backfill.sh"), run.out());

        assertThat(new ProcessBuilder("sh", "-n", script.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        assertThat(run.out())
                .contains("url='http://it'\\''s:9090'\n", "data='/da'\\''ta'\n", "start=$((end - 172800))\n")
                .as("a block of two hours in which a group has no turn would be the last")
                .contains("--start \"$(($1 / 7200 * 7200))\"");
    }

    @Test
    void theLongestWindowIsHowFarBackItGoes() {
        assertThat(CommandRun.of("backfill", slos, "--end", "1700000000").out())
                .contains("end=1700000000\n", "start=$((end - 2592000))\n");
    }

    @Test
    void withAnythingWrongThereIsNoScript() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.yaml"), slo("checkout", "never"));

        CommandRun run = CommandRun.of("backfill", broken.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("spec.window");
    }

    @Test
    void withoutAnSloThereIsNothingToDo() throws IOException {
        Path other = Files.writeString(
                directory.resolve("other.yaml"), "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}");

        CommandRun run = CommandRun.of("backfill", other.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("There is no SLO in the input");
    }

    private static String slo(String name, String window) {
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: %s, namespace: shop}
                spec:
                  service: checkout
                  objective: 99.9
                  window: %s
                  sli: {ratio: {errors: 'errors_total{job="checkout"}', total: 'requests_total{job="checkout"}'}}
                """.formatted(name, window);
    }
}
