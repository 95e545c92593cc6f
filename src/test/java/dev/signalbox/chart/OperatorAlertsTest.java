package dev.signalbox.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alerts on the operator itself: Prometheus takes them, they fire when they should, and each is explained. */
class OperatorAlertsTest {
    private static final Path ALERTS = Path.of("helm-chart/monitoring/alerts.yaml");
    private static final Path CASES = Path.of("src/test/resources/chart/operator-alerts.yaml");
    private static final Path RUNBOOK = Path.of("docs/reference/operator-alerts.md");
    private static final Path SERIES = Path.of("docs/reference/operator.md");

    @Test
    void theyFireWhenTheyShouldAndOnlyThen() {
        assertThat(Promtool.ofEachVersion()).allSatisfy(promtool -> {
            assertThat(promtool.checkRules(ALERTS)).matches(Promtool.Verdict::accepted);
            assertThat(promtool.testRules(CASES)).matches(Promtool.Verdict::accepted);
        });
    }

    @Test
    void eachIsTriedAndExplained() throws IOException {
        String cases = Files.readString(CASES);
        List<String> headings = Files.readAllLines(RUNBOOK);

        assertThat(alerts())
                .hasSizeGreaterThan(5)
                .allSatisfy(alert -> assertThat(cases).contains("alertname: " + alert + "\n"))
                .allSatisfy(alert -> assertThat(headings).contains("## " + alert));
    }

    @Test
    void whatTheyReadIsInTheReference() throws IOException {
        String reference = Files.readString(SERIES);

        assertThat(Files.readString(ALERTS)
                        .lines()
                        .flatMap(line -> List.of(line.split("[^a-z_]+")).stream())
                        .filter(word -> word.startsWith("signalbox_") && !word.equals("signalbox_severity"))
                        .map(series -> series.replaceFirst("_count$", "")))
                .isNotEmpty()
                .allSatisfy(series -> assertThat(reference).contains("`" + series));
    }

    private static List<String> alerts() throws IOException {
        return new YAMLMapper()
                .readTree(ALERTS.toFile()).at("/groups/0/rules").findValues("alert").stream()
                        .map(JsonNode::asText)
                        .toList();
    }
}
