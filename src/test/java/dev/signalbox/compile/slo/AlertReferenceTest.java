package dev.signalbox.compile.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Executables;
import dev.signalbox.testing.Missing;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users meet is in the reference, and its example is one. */
class AlertReferenceTest {
    private static final Path REFERENCE = Path.of("docs/reference/slo-alerts.md");

    @Test
    void everyLabelAndAnnotationIsExplained() throws IOException {
        String reference = Files.readString(REFERENCE);
        List<Rule> alerts =
                RenderedSlo.of(Path.of("src/test/resources/rules/texts-of-a-ticket/slo.yaml"))
                        .getSpec()
                        .getGroups()
                        .stream()
                        .flatMap(group -> group.getRules().stream())
                        .filter(rule -> rule.getAlert() != null)
                        .toList();

        assertThat(alerts).hasSize(4);
        assertThat(alerts.stream()
                        .flatMap(alert -> Stream.concat(
                                alert.getLabels().keySet().stream().filter(label -> !label.equals("channel")),
                                alert.getAnnotations().keySet().stream())))
                .allMatch(name -> reference.contains("`" + name + "`"));
    }

    @Test
    void alertmanagerTakesTheExample(@TempDir Path directory) throws IOException, InterruptedException {
        Path amtool = Executables.onPath("amtool")
                .orElseThrow(() -> Missing.prerequisite(
                        "amtool is not on the PATH; Debian: apt-get install prometheus-alertmanager"));
        String reference = Files.readString(REFERENCE);
        int start = reference.indexOf("```yaml\n") + "```yaml\n".length();
        Path configuration = Files.writeString(
                directory.resolve("alertmanager.yaml"), reference.substring(start, reference.indexOf("```", start)));

        Process check = new ProcessBuilder(amtool.toString(), "check-config", configuration.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(check.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("SUCCESS", "1 inhibit rules");
        assertThat(check.waitFor()).isZero();
    }
}
