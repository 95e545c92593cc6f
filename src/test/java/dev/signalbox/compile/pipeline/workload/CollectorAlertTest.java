package dev.signalbox.compile.pipeline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import dev.signalbox.testing.Promtool;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollectorAlertTest {
    private static final Path REFERENCE = Path.of("docs/reference/collectors.md");
    private static final Path RUNBOOK = Path.of("docs/reference/pipeline-alerts.md");
    private static final Path BEHAVIOUR = Path.of("src/test/resources/workload/alerts/test.yaml");

    @ParameterizedTest
    @EnumSource
    void ourParserReadsIt(CollectorAlert alert) {
        assertThat(PromqlParser.parse(alert.expression())).isInstanceOf(ParseResult.Parsed.class);
    }

    @ParameterizedTest
    @EnumSource
    void peopleFindIt(CollectorAlert alert) throws IOException {
        assertThat(Files.readString(REFERENCE)).contains("`" + alert.alert() + "`");
        assertThat(Files.readString(RUNBOOK)).contains("\n## " + alert.alert() + "\n");
        assertThat(alert.runbook()).endsWith("/pipeline-alerts#" + alert.alert().toLowerCase(Locale.ROOT));
        assertThat(Files.readString(BEHAVIOUR)).contains("alertname=\"" + alert.alert() + "\"");
    }

    @Test
    void promtoolAcceptsThemAndTheyFireWhenTheyShould(@TempDir Path directory) throws IOException {
        Files.copy(BEHAVIOUR, directory.resolve("test.yaml"));
        PrometheusRule rules =
                (PrometheusRule) CollectorRules.of(ExampleCollectors.defaults(), ExampleCollectors.facts())
                        .orElseThrow();
        Path file = Files.writeString(
                directory.resolve("rules.yaml"), new KubernetesSerialization().asYaml(rules.getSpec()));

        for (Promtool promtool : Promtool.ofEachVersion()) {
            Promtool.Verdict check = promtool.checkRules(file);
            assertThat(check.accepted()).as(check.output()).isTrue();
            Promtool.Verdict test = promtool.testRules(directory.resolve("test.yaml"));
            assertThat(test.accepted()).as(test.output()).isTrue();
        }
    }
}
