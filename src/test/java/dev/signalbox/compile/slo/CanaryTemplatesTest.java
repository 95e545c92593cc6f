package dev.signalbox.compile.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Notice;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.QueryEndpoint;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.intake.SloReader;
import dev.signalbox.model.Slo;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written, and what is told where it can't be; the golden case {@code canary} has the templates themselves. */
class CanaryTemplatesTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final QueryEndpoint OPEN = new QueryEndpoint("http://prometheus:9090", Optional.empty(), false);
    private static final QueryEndpoint GUARDED = new QueryEndpoint("http://prometheus:9090", Optional.empty(), true);

    @Test
    void theRulesAreWrittenWhateverBecomesOfTheTemplates() {
        Compilation.Compiled compiled = compiled("", Optional.empty(), ServedKind.PROMETHEUS_RULE);

        assertThat(compiled.manifests()).extracting(HasMetadata::getKind).containsExactly("PrometheusRule");
        assertThat(compiled.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.reason()).isEqualTo("CanaryNotWritten");
            assertThat(notice.message()).contains("spec.metrics.queryUrl");
        });
    }

    @Test
    void eachControllerThatTheClusterHasGetsItsOwn() {
        Compilation.Compiled compiled =
                compiled("", Optional.of(OPEN), ServedKind.PROMETHEUS_RULE, ServedKind.METRIC_TEMPLATE);

        assertThat(compiled.manifests())
                .extracting(HasMetadata::getKind)
                .containsExactly("PrometheusRule", "MetricTemplate");
        assertThat(compiled.notices())
                .extracting(Notice::message)
                .singleElement()
                .asString()
                .contains("argoproj.io/v1alpha1/AnalysisTemplate", "manifests/base/rbac-canaries.yaml");
    }

    @Test
    void aServerThatWantsCredentialsIsShownThoseOfTheNamespaceOrNone() {
        ServedKind[] all = {ServedKind.PROMETHEUS_RULE, ServedKind.ANALYSIS_TEMPLATE, ServedKind.METRIC_TEMPLATE};

        assertThat(compiled("", Optional.of(GUARDED), all).notices())
                .extracting(Notice::reason)
                .containsExactly("CanaryWithoutCredentials");
        assertThat(compiled("secretRef: {name: reader}", Optional.of(GUARDED), all)
                        .notices())
                .isEmpty();
    }

    private static Compilation.Compiled compiled(String more, Optional<QueryEndpoint> queries, ServedKind... kinds) {
        RuleSettings usual = RuleSettings.DEFAULT;
        RuleSettings settings = new RuleSettings(
                usual.scrapeInterval(),
                usual.ledgerDelay(),
                usual.retention(),
                usual.labels(),
                usual.evaluator(),
                usual.format(),
                usual.compatibility(),
                usual.runbooks(),
                usual.links(),
                queries);
        ClusterFacts facts = new ClusterFacts(Set.of(kinds), Optional.empty(), settings, Map.of());
        return (Compilation.Compiled) SloCompiler.compile(slo(more), facts);
    }

    private static Slo slo(String more) {
        SLO resource = YAML.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: checkout, namespace: shop}
                spec:
                  service: checkout
                  objective: 99.9
                  sli: {ratio: {errors: errors_total, total: requests_total}}
                  canary: {controllers: [ArgoRollouts, Flagger], %s}
                """.formatted(more), SLO.class);
        return SloReader.read(resource).meant().orElseThrow();
    }
}
