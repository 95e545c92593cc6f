package dev.signalbox.intake.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.facts.AlertmanagerObject;
import dev.signalbox.facts.BoardWishes;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.Convention;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.Installation;
import dev.signalbox.facts.KnownBackends;
import dev.signalbox.facts.LokiDefaults;
import dev.signalbox.facts.LookupLinks;
import dev.signalbox.facts.PrometheusVersion;
import dev.signalbox.facts.QueryEndpoint;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.facts.SlothIds;
import dev.signalbox.intake.cluster.FactsFile.Outcome;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.retention.StreamRule;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FactsFileTest {

    @Test
    void readsWhatItWrites() {
        ClusterFacts facts = new ClusterFacts(
                Set.of(new ServedKind("a.example/v1", "A"), ServedKind.PROMETHEUS_RULE),
                Optional.of(new PrometheusVersion(2, 50)),
                new RuleSettings(
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(90),
                        Optional.of(Duration.ofDays(45)),
                        Map.of("release", "kube-prometheus-stack"),
                        RuleSettings.Evaluator.VICTORIA_METRICS,
                        RuleSettings.Format.VM_RULE,
                        RuleSettings.Compatibility.SLOTH,
                        RuleSettings.Runbooks.CONFIG_MAP,
                        new LookupLinks(
                                Optional.of("https://grafana.example.com"),
                                Optional.of("prom"),
                                Optional.of("http://prometheus:9090")),
                        Optional.of(new QueryEndpoint("http://prometheus:9090", Optional.of("production"), true))),
                Map.of(
                        new ResourceName("shop", "checkout"),
                        new DeclaredService(
                                "checkout",
                                Optional.of("payments"),
                                Optional.of(1),
                                Optional.of(Duration.ofSeconds(30)),
                                Optional.of("https://runbooks.example.com/checkout"),
                                new BoardWishes(
                                        Optional.of("Payments"),
                                        Set.of(BoardWishes.Board.SLO),
                                        Set.of(Convention.OPEN_TELEMETRY_HTTP, Convention.PODS),
                                        true)),
                        new ResourceName("shop", "cart"),
                        DeclaredService.named("cart")),
                SlothIds.NONE,
                Map.of("http_seconds", List.of(new BigDecimal("0.25"), new BigDecimal("0.5"))),
                new Installation(
                        "http://signalbox-operator.tools.svc:9001/strategies",
                        Optional.of("registry.example.com/signalbox:1")),
                new KnownBackends(
                        Optional.of(new LokiDefaults(
                                List.of(new StreamRule("{namespace=\"audit\"}", 1, Duration.ofDays(365))),
                                LokiDefaults.LevelLabel.IS_MISSING)),
                        Optional.of("{\"ingestion\":{\"factor\":1.5,\"rate_limit_bytes\":15000000}}"),
                        Optional.of(List.of(
                                new AlertmanagerObject(
                                        new ResourceName("monitoring", "main"),
                                        AlertmanagerObject.Strategy.NONE,
                                        Optional.of(new TreeSet<>(Set.of("shop"))),
                                        "it has no selector",
                                        Optional.of("0.28.1")),
                                new AlertmanagerObject(
                                        new ResourceName("monitoring", "second"),
                                        AlertmanagerObject.Strategy.ON_NAMESPACE,
                                        Optional.empty(),
                                        "",
                                        Optional.empty())))),
                new DashboardSettings(
                        Optional.of(DashboardSettings.Target.SIDECAR),
                        "telemetry",
                        Optional.of("https://grafana.example.com"),
                        new LabelSelection(
                                Map.of("dashboards", "grafana"),
                                List.of(new LabelSelection.Expression(
                                        "tier", LabelSelection.Operator.IN, Set.of("a", "b")))),
                        new DashboardSettings.Datasources(Optional.of("prom"), Optional.of("loki"), Optional.empty()),
                        List.of()),
                Map.of("shop", Optional.empty()));

        assertThat(read(ManifestYaml.print(FactsFile.tree(facts)))).isEqualTo(new Outcome.Read(facts));
    }

    @Test
    void servesNothingWhereNothingIsListed() {
        assertThat(read("kinds: []")).isInstanceOfSatisfying(Outcome.Read.class, read -> assertThat(
                        read.facts().kinds())
                .isEmpty());
    }

    @Test
    void takesItAsWithoutAClusterWhereNothingIsSaid() {
        assertThat(read("prometheus: v2.42.0"))
                .isEqualTo(new Outcome.Read(new ClusterFacts(
                        ClusterFacts.WITHOUT_CLUSTER.kinds(),
                        Optional.of(PrometheusVersion.KEEP_FIRING_FOR),
                        RuleSettings.DEFAULT,
                        Map.of())));
    }

    @Test
    void tellsAllThatIsWrong() {
        Outcome outcome = read("""
                prometheus: 2.50
                rule: {}
                rules: {ledgerDelay: soon, format: VmRule}
                services:
                - {namespace: shop, name: a, tier: 5}
                - {namespace: shop, name: a}
                """);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Broken.class, broken -> assertThat(broken.faults())
                .map(Fault::toString)
                .containsExactly(
                        "facts.yaml:1:1: prometheus: must be text, was the number 2.5; put it in quotes",
                        "facts.yaml:2:1: rule: must be a known field, was unknown; did you mean rules?",
                        "facts.yaml:3:9: rules.ledgerDelay: must be a duration, e.g. 30s, 5m or 7d, was \"soon\"; "
                                + "write e.g. 30s",
                        "facts.yaml:3:28: rules.format: must be one of PrometheusRule, VMRule, was \"VmRule\"; "
                                + "did you mean VMRule?",
                        "facts.yaml:5:30: services[0].tier: must be >= 1 and <= 4, was 5",
                        "facts.yaml:6:3: services[1]: must differ from the other items, was \"shop\", \"a\" as is "
                                + "services[0]; rename or remove one of them"));
    }

    @Test
    void isOneDocument() {
        assertThat(read("# nothing")).isInstanceOfSatisfying(Outcome.Broken.class, broken -> assertThat(broken.faults())
                .map(Fault::toString)
                .containsExactly("facts.yaml:1:1: must be one document, had 0; write e.g. prometheus: \"3.5\""));
    }

    private static Outcome read(String text) {
        return FactsFile.read("facts.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
