package dev.signalbox.compile.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.testing.Amtool;
import dev.signalbox.testing.ConvertedRoutes;
import dev.signalbox.testing.ProgramRun;
import dev.signalbox.testing.RenderedRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the prometheus-operator makes of routes under each matcher strategy, judged by amtool. */
class AlertRoutesIT {
    private static final Path SHOP = Path.of("src/test/resources/routing/shop.yaml");
    private static final Path ALL_RECEIVERS = Path.of("src/test/resources/routing/receivers.yaml");
    private static final Map<String, String> PAGE =
            Map.of("team", "payments", "namespace", "shop", "signalbox_severity", "page", "slo", "a");

    @TempDir
    private Path directory;

    /** The platform's own routes come after ours, whatever ours took. */
    @ParameterizedTest
    @ValueSource(strings = {"None", "OnNamespaceExceptForAlertmanagerNamespace", "OnNamespace"})
    void routeWhatTheyShouldUnderEachStrategy(String strategy) throws IOException {
        Path converted = converted(SHOP, strategy);
        Amtool amtool = Amtool.pinned();

        ProgramRun checked = amtool.check(converted);
        assertThat(checked.exitCode()).as(checked.output()).isZero();
        assertThat(amtool.receivers(converted, PAGE)).endsWith("signalbox-routes/pagerduty/pagerduty/routing-key");
        assertThat(amtool.receivers(converted, with(PAGE, "signalbox_severity", "ticket")))
                .endsWith("signalbox-routes/slack/slack/url/#shop");
        assertThat(amtool.receivers(converted, with(PAGE, "namespace", "legacy")))
                .endsWith("signalbox-routes/pagerduty/pagerduty/routing-key");
        assertThat(amtool.receivers(converted, Map.of("namespace", "legacy", "signalbox_severity", "ticket")))
                .endsWith("signalbox-routes/email/legacy@example.com/smtp/password");
        assertThat(amtool.receivers(converted, Map.of("namespace", "shop", "severity", "warning")))
                .as("alerts of others")
                .isEqualTo("platform");
        assertThat(amtool.receivers(
                        converted,
                        Map.of(
                                "alertname",
                                "SignalboxWatchdog",
                                "namespace",
                                "observability",
                                "signalbox_severity",
                                "none")))
                .endsWith("signalbox-routes/nobody");
    }

    @Test
    void inhibitWithinANamespaceAloneWhereTheStrategyConfinesThem() throws IOException {
        JsonNode confined = new YAMLMapper()
                .readTree(converted(SHOP, "OnNamespace").toFile())
                .path("inhibit_rules");
        JsonNode free =
                new YAMLMapper().readTree(converted(SHOP, "None").toFile()).path("inhibit_rules");

        assertThat(free).hasSize(3);
        assertThat(confined)
                .as("one for each of three namespaces, and two of shop")
                .hasSize(5);
        assertThat(confined)
                .allSatisfy(rule ->
                        assertThat(rule.path("source_matchers").toString()).contains("namespace=\\\""));
    }

    @Test
    void areWrittenForEveryReceiver() throws IOException {
        Path file = RenderedRoutes.file(ALL_RECEIVERS, directory);

        ProgramRun plain = Amtool.pinned().check(file);
        ProgramRun converted = Amtool.pinned().check(converted(ALL_RECEIVERS, "None"));

        assertThat(plain.exitCode()).as(plain.output()).isZero();
        assertThat(plain.output()).contains("8 receivers");
        assertThat(converted.exitCode()).as(converted.output()).isZero();
        assertThat(converted.output()).contains("9 receivers");
        assertThat(Files.readString(file)).doesNotContain("http://127.0.0.1:9");
    }

    private Path converted(Path input, String strategy) throws IOException {
        return Files.writeString(
                directory.resolve(strategy + ".yml"),
                ConvertedRoutes.of(
                        RenderedRoutes.objects(input, strategy, directory), List.of("-strategy=" + strategy)));
    }

    private static Map<String, String> with(Map<String, String> labels, String name, String value) {
        Map<String, String> others = new TreeMap<>(labels);
        others.put(name, value);
        return others;
    }
}
