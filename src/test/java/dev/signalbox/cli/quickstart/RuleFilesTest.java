package dev.signalbox.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Promtool;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {
    @TempDir
    Path directory;

    @Test
    void areWhatPrometheusReads() {
        RuleFiles files = new RuleFiles(directory);
        files.write(List.of(rule("a", "b-c", "up == 0"), rule("a-b", "c", "up == 1")));

        assertThat(files.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("a-b_c.yaml", "a_b-c.yaml");
        Promtool.Verdict verdict = Promtool.required().checkRules(files.files().toArray(Path[]::new));
        assertThat(verdict.accepted()).as(verdict.output()).isTrue();
        assertThat(verdict.output()).contains("1 rules found");
    }

    @Test
    void followTheObjects() {
        RuleFiles files = new RuleFiles(directory);
        List<PrometheusRule> rules = List.of(rule("a", "b", "up == 0"), rule("a", "c", "up == 0"));

        assertThat(files.write(rules)).as("created").isTrue();
        assertThat(files.write(rules)).as("as before").isFalse();
        assertThat(files.write(List.of(rules.getFirst(), rule("a", "c", "up == 1"))))
                .as("edited")
                .isTrue();
        assertThat(files.write(rules.subList(0, 1))).as("deleted").isTrue();
        assertThat(files.files()).containsExactly(directory.resolve("a_b.yaml"));
    }

    private static PrometheusRule rule(String namespace, String name, String expression) {
        return new PrometheusRuleBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewGroup()
                .withName(namespace + "-" + name)
                .withInterval("30s")
                .addNewRule()
                .withAlert("Down")
                .withNewExpr(expression)
                .endRule()
                .endGroup()
                .endSpec()
                .build();
    }
}
