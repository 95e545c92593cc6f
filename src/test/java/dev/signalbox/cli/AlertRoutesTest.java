package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.testing.Amtool;
import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told of what by the configuration that {@code render -o} writes, judged by amtool. */
class AlertRoutesTest {
    private static final String SHOP = "src/test/resources/routing/shop.yaml";

    @TempDir
    private static Path directory;

    @BeforeAll
    static void render() {
        CommandRun run = CommandRun.of("render", SHOP, "-o", directory.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void writesAFileThatAlertmanagerTakes() {
        ProgramRun checked = Amtool.required().check(file());

        assertThat(checked.exitCode()).as(checked.output()).isZero();
        assertThat(checked.output()).contains("3 inhibit rules", "6 receivers");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            team=payments signalbox_severity=page namespace=shop tier=1     | pagerduty/pagerduty/routing-key
            team=payments signalbox_severity=ticket namespace=shop          | slack/slack/url/#shop
            team=payments signalbox_severity=ticket namespace=bank          | slack/slack/url/#rest
            team=search signalbox_severity=ticket namespace=shop            | opsgenie/opsgenie/api-key
            team=search.v2 signalbox_severity=page namespace=legacy         | opsgenie/opsgenie/api-key
            team=searchXv2 signalbox_severity=page namespace=shop           | pagerduty/pagerduty/routing-key
            signalbox_severity=page namespace=attic                         | email/legacy@example.com/smtp/password
            signalbox_severity=ticket namespace=attic2                      | slack/slack/url/#rest
            alertname=SignalboxTelemetryLost signalbox_severity=page        | pagerduty/pagerduty/routing-key
            alertname=SignalboxWatchdog signalbox_severity=none             | nobody
            alertname=KubePodCrashLooping severity=warning                  | slack/slack/url/#rest
            """)
    void tellsTheFirstThatMatches(String labels, String receiver) {
        assertThat(Amtool.required().receivers(file(), labels(labels))).isEqualTo(receiver);
    }

    @Test
    void takesRepetitionsFromPriorityUnlessTheRouteSaysThem() throws IOException {
        JsonNode routes = new YAMLMapper().readTree(file().toFile()).at("/route/routes");

        assertThat(routes.get(1).path("routes").findValuesAsText("repeat_interval"))
                .containsExactly("30m", "1h");
        assertThat(routes.get(2).path("routes").findValuesAsText("repeat_interval"))
                .containsOnly("2h");
        assertThat(routes.get(3).path("routes").findValuesAsText("repeat_interval"))
                .containsExactly("1d", "12h");
        assertThat(routes.get(3).path("routes").findValues("mute_time_intervals"))
                .as("they are not inherited")
                .hasSize(2);
    }

    @Test
    void inhibitsOnlyWhereAnSloSaysSo() throws IOException {
        JsonNode rules = new YAMLMapper().readTree(file().toFile()).path("inhibit_rules");

        assertThat(rules.get(0).path("equal").toString()).isEqualTo("[\"namespace\",\"slo\",\"region\",\"tenant\"]");
        assertThat(rules.get(1).path("source_matchers").toString()).contains("carts-db");
        assertThat(rules.get(1).path("target_matchers").toString()).contains("checkout");
        assertThat(rules.get(2).path("source_matchers").toString()).contains("stock");
        assertThat(rules).hasSize(3);
    }

    @Test
    void holdsNoSecret() throws IOException {
        assertThat(Files.readString(file())).contains("/etc/alertmanager/secrets/pagerduty/routing-key");
    }

    private static Path file() {
        return directory.resolve("observability/alertmanager.yml");
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        for (String label : text.strip().split(" +")) {
            labels.put(label.substring(0, label.indexOf('=')), label.substring(label.indexOf('=') + 1));
        }
        return labels;
    }
}
