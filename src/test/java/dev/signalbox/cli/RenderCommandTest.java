package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
    private static final String SLO = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: NAME, namespace: shop}
            spec:
              service: checkout
              objective: 99.9
              sli: {ratio: {errors: 'errors_total{job="checkout"}', total: 'requests_total{job="checkout"}'}}
            """;

    private static final String DEPLOYMENT = """
            # The shop.
            apiVersion:   apps/v1
            kind: Deployment
            metadata: {name: checkout, namespace: shop}  # not ours
            """;

    @TempDir
    private Path directory;

    private Path input;

    @BeforeEach
    void makeInput() throws IOException {
        input = Files.createDirectory(directory.resolve("input"));
    }

    @Test
    void printsTheRulesOfAnSlo() throws IOException {
        CommandRun run = CommandRun.of("render", file("slo.yaml", slo("checkout")));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("""
                        ---
                        apiVersion: monitoring.coreos.com/v1
                        kind: PrometheusRule
                        metadata:
                          name: slo-checkout
                          namespace: shop
                        """);
        Path rules =
                Files.writeString(directory.resolve("rules.yaml"), run.out().replaceFirst("(?s)^.*\nspec:\n", ""));
        Promtool.Verdict verdict = Promtool.required().checkRules(rules);
        assertThat(verdict.accepted()).as(verdict.output()).isTrue();
    }

    @Test
    void passesThroughWhatIsNotOursAsItWas() throws IOException {
        String file = file("all.yaml", slo("a") + "---\n" + DEPLOYMENT);

        CommandRun run = CommandRun.of("render", file);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("---\n" + DEPLOYMENT + "---\napiVersion: monitoring.coreos.com/v1\n");
        assertThat(run.err()).isEqualTo(file + ":10: Deployment shop/checkout: not ours, passed through\n");
    }

    @Test
    void unrollsListsOnlyForWhatIsOurs() {
        String list = "{kind: List, apiVersion: v1, items: [%s, {apiVersion: v1, kind: Pod, metadata: {name: p}}]}";

        CommandRun mixed = CommandRun.withInput(
                list.formatted(
                        "{apiVersion: signalbox.dev/v1alpha1, kind: SamplingPolicy, metadata: {name: a}, spec: {}}"),
                "render",
                "-");
        String foreign = list.formatted("{apiVersion: v1, kind: Pod, metadata: {name: q}}");

        assertThat(mixed.out()).isEqualTo("---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n");
        assertThat(mixed.err()).isEqualTo("""
                        stdin:1: Pod p: not ours, passed through
                        This version checks but writes no manifests for SamplingPolicy (1).
                        """);
        assertThat(CommandRun.withInput(foreign, "render", "-").out()).isEqualTo("---\n" + foreign + "\n");
    }

    @Test
    void tellsEverythingThatIsWrongAndPrintsNothingElse() throws IOException {
        file("a.yaml", slo("good") + "---\n" + DEPLOYMENT);
        file(
                "b.yaml",
                slo("bad").replace("99.9", "100").replace("job=\"checkout\"}', total", "job=\"checkout\"', total"));
        file("c.yaml", "a: [\n");
        file("d.yaml", slo("ref").replace("service: checkout", "serviceRef: {name: nowhere}"));
        file("e.yaml", slo("good"));
        file("f.yaml", slo("a".repeat(70)).replace("objective: 99.9", "objective: 99.9\n  objectiv: 5"));
        file("g.txt", "not read");

        CommandRun run = CommandRun.of(
                "render", input.toString(), "-o", directory.resolve("out").toString());

        assertThat(run.exitCode()).isOne();
        assertThat(run.out()).isEmpty();
        assertThat(directory.resolve("out")).doesNotExist();
        assertThat(run.err().replace(input + "/", "").lines())
                .containsExactly(
                        "b.yaml:6:3: spec.objective: must be > 0 and < 100, was 100; write e.g. \"99.9\"",
                        "b.yaml:7:17: spec.sli.ratio.errors: must be a selector, to which rate and windows are added; was "
                                + "'errors_total{job=\"checkout\"': missing closing } at character 28; write e.g. "
                                + "'http_requests_total{job=\"checkout\",code=~\"5..\"}'",
                        "c.yaml:2:1: must be YAML, was not: expected the node content, but found '<stream end>' (while parsing a flow node); "
                                + "correct this line or one before it",
                        "d.yaml:5:16: spec.serviceRef.name: must name a ServiceObservability in namespace shop, was "
                                + "\"nowhere\", which does not exist; create it, or write service: nowhere",
                        "e.yaml:3:12: metadata.name: must be the only SLO shop/good, which is also at a.yaml:1:1; "
                                + "remove or rename one of them",
                        "f.yaml:3:12: metadata.name: must be at most 59 characters, because \"slo-\" goes before it and names "
                                + "end at 63; was 70 (\"" + "a".repeat(70) + "\"); write a shorter one, e.g. \""
                                + "a".repeat(40) + "\"",
                        "f.yaml:7:3: spec.objectiv: must be a known field, was unknown; did you mean objective?");
    }

    @Test
    void saysWhenThereIsNothing() throws IOException {
        CommandRun empty = CommandRun.of("render", input.toString());
        CommandRun comments = CommandRun.of("render", file("a.yaml", "# nothing\n"));
        CommandRun missing = CommandRun.of("render", "no/such.yaml");

        assertThat(empty)
                .isEqualTo(new CommandRun(
                        1, "", "There are no files to read: directories must hold *.yaml, *.yml or *.json.\n"));
        assertThat(comments)
                .isEqualTo(new CommandRun(
                        1, "", "There are no resources in the input, which is 1 file without a single document.\n"));
        assertThat(missing)
                .isEqualTo(new CommandRun(
                        1, "", "no/such.yaml:1:1: must be a file or a directory, was not found; check the argument\n"));
    }

    @Test
    void refusesWhatIsNoKubernetesObject() {
        CommandRun run = CommandRun.withInput("replicas: 3\n---\n- a\n", "render", "-");

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).isEqualTo("""
                        stdin:1:1: apiVersion: must be given, was missing; only Kubernetes objects can be read; move other files away
                        stdin:1:1: kind: must be given, was missing; only Kubernetes objects can be read; move other files away
                        stdin:3:1: must be a Kubernetes object, was not; begin with apiVersion and kind
                        """);
    }

    @Test
    void exitsWithTwoOnWrongUsage() {
        assertThat(CommandRun.of("render").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("render", "--nonsense", "a").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("rendr").err()).contains("Did you mean: signalbox render");
        assertThat(CommandRun.of().exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("render", "--help").exitCode()).isZero();
    }

    @Test
    void takesServicesAndStackOfTheInputForFacts() throws IOException {
        String facts = file("facts.txt", "prometheus: \"3.5\"\nrules: {labels: {from: facts}}\n");
        String resources = slo("a").replace("service: checkout", "serviceRef: {name: checkout}") + """
                ---
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: checkout}
                spec: {selector: {matchLabels: {app: checkout}}, service: till, team: payments}
                ---
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {metrics: {type: Prometheus, queryUrl: "http://prometheus:9090", rules: {labels: {from: stack}}}}
                """;

        CommandRun run = CommandRun.withInput(resources, "render", "-", "-n", "shop", "--facts", facts);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("from: stack", "service: till", "team: payments", "keep_firing_for: 15m");
        assertThat(run.err()).as("a stack of rules alone").isEmpty();
    }

    @Test
    void leavesOutWhatTheClusterDoesNotServe() throws IOException {
        String facts = file("facts.txt", "kinds: []\n");

        CommandRun run = CommandRun.withInput(slo("a"), "render", "-", "--facts", facts);

        assertThat(run)
                .isEqualTo(
                        new CommandRun(
                                0,
                                "",
                                "stdin:1: SLO shop/a: left out, the cluster does not serve monitoring.coreos.com/v1/PrometheusRule\n"));
    }

    @Test
    void doesNotMissAServiceThatIsOnlyBroken() {
        String resources = slo("a").replace("service: checkout", "serviceRef: {name: checkout}")
                + "---\n{apiVersion: signalbox.dev/v1alpha1, kind: ServiceObservability, "
                + "metadata: {name: checkout, namespace: shop}, spec: {tier: 9, selector: {matchLabels: {app: a}}}}\n";

        assertThat(CommandRun.withInput(resources, "render", "-").err())
                .isEqualTo("stdin:9:118: spec.tier: must be >= 1 and <= 4, was 9\n");
    }

    @Test
    void refusesToBecomeWhatIsThereAlready() {
        String rule =
                "{apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, metadata: {name: slo-a, namespace: shop}}\n";

        assertThat(CommandRun.withInput(rule + "---\n" + slo("a"), "render", "-")
                        .err())
                .isEqualTo(
                        "stdin:5:12: metadata.name: must not become PrometheusRule shop/slo-a, which is at stdin:1:1 already; "
                                + "rename or remove one of them\n");
    }

    @Test
    void writesAFileForEachObject() throws IOException {
        file(
                "all.yaml",
                slo("a") + "---\n" + DEPLOYMENT + "---\n{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n"
                        + "---\n{apiVersion: rbac/v1, kind: Role, metadata: {name: \"../a:b\", namespace: \"..\"}}\n");
        Path out = directory.resolve("out");

        CommandRun run = CommandRun.of("render", input.toString(), "-o", out.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(out.resolve("shop/deployment-checkout.yaml")).hasContent(DEPLOYMENT);
        try (Stream<Path> files = Files.walk(out)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> out.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "namespace-shop.yaml",
                            "shop/deployment-checkout.yaml",
                            "shop/prometheusrule-slo-a.yaml",
                            "shop/runbook-a.md",
                            "%2E./role-..%2Fa%3Ab.yaml");
        }
    }

    @Test
    void givesTheSameBytesInAnyOrder() throws IOException {
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            documents.add(slo("slo-" + i));
            documents.add(
                    "apiVersion: v1\nkind: Secret\nmetadata: {generateName: s-}\nstringData: {i: \"" + i + "\"}\n");
        }
        documents.add(DEPLOYMENT);
        String first = CommandRun.withInput(String.join("---\n", documents), "render", "-")
                .out();
        Random random = new Random(11);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(documents, random);
            int half = random.nextInt(documents.size());
            Files.writeString(input.resolve("x.yaml"), String.join("---\n", documents.subList(0, half)));
            Files.writeString(input.resolve("a.yaml"), String.join("---\n", documents.subList(half, documents.size())));

            assertThat(CommandRun.of("render", input.toString()).out())
                    .isEqualTo(first)
                    .contains("name: slo-slo-11");
        }
    }

    private static String slo(String name) {
        return SLO.replace("NAME", name);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(input.resolve(name), content).toString();
    }
}
