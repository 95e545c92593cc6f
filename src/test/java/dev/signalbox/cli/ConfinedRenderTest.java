package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --policies} makes of queries where a policy confines namespaces. */
class ConfinedRenderTest {
    private static final String SLO = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: availability, namespace: shop}
            spec:
              service: checkout
              objective: 99.9
              sli: {ratio: {errors: 'requests_total{code="500"}', total: requests_total}}
            """;
    private static final String MADE_UP = SLO.replace(
            "ratio: {errors: 'requests_total{code=\"500\"}', total: requests_total}",
            "condition: {query: 'label_replace(up, \"namespace\", \"bank\", \"\", \"\") == 1'}");
    private static final String POLICY = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ObservabilityPolicy
            metadata: {name: tenants}
            spec:
              namespaceSelector: {matchLabels: {tenant: "true"}}
              queries: {confineToNamespace: true}
              exceptions:
              - {namespace: shop, rules: [queries], until: "2027-03-31", reason: moves}
            """;
    private static final String TENANT =
            "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {tenant: \"true\"}}}\n";
    private static final String NOBODY = TENANT.replace("\"true\"", "\"false\"");
    private static final String CONFINED = "requests_total{namespace=\"shop\"}";
    private static final String AFTER = "2027-04-01";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"Audit", "Warn", "Deny"})
    void howHardAPolicyIsSaysNothingOfWhatQueriesBecome(String enforcement) throws IOException {
        CommandRun run = run("render", AFTER, POLICY + "  enforcement: " + enforcement + "\n", SLO, TENANT);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        CONFINED, "requests_total{code=\"500\",namespace=\"shop\"}", "signalbox.dev/confined-to: shop");
    }

    @Test
    void whomAPolicyIsNotForAndWhoIsLetOffReadWhatTheyLike() throws IOException {
        CommandRun without = run("render", AFTER, POLICY, SLO, NOBODY);
        CommandRun excepted = run("render", "2027-03-31", POLICY, SLO, TENANT);
        CommandRun unlabelled = run("render", AFTER, POLICY, SLO);

        assertThat(Stream.of(without, excepted, unlabelled))
                .allSatisfy(run -> assertThat(run.exitCode()).isZero())
                .noneMatch(run -> run.out().contains(CONFINED));
    }

    @Test
    void whatCantBeConfinedIsNotWrittenWhereverItStands() throws IOException {
        CommandRun run = run("render", AFTER, POLICY, MADE_UP, TENANT);

        assertThat(run.exitCode()).isOne();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        "resources.yaml:7:",
                        "spec.sli.condition.query: must not make up the label namespace",
                        "write another label, e.g. \"origin\" (policy tenants, rule queries.confineToNamespace)");
    }

    @Test
    void validateTellsItAsHardAsThePolicyIs() throws IOException {
        CommandRun deny = run("validate", AFTER, POLICY + "  enforcement: Deny\n", MADE_UP, TENANT);
        CommandRun audit = run("validate", AFTER, POLICY + "  enforcement: Audit\n", MADE_UP, TENANT);

        assertThat(deny.exitCode()).isOne();
        assertThat(deny.out().lines().filter(line -> line.contains("make up")))
                .singleElement()
                .asString()
                .contains("(policy tenants, rule queries.confineToNamespace");
        assertThat(audit.exitCode()).isZero();
        assertThat(audit.out()).contains("note: ", "must not make up the label namespace");
    }

    @Test
    void factsMaySayItToo() throws IOException {
        Path facts = Files.writeString(directory.resolve("facts.yaml"), "confinedNamespaces: [shop]\n");

        CommandRun run = CommandRun.withInput(SLO, "render", "--facts", facts.toString(), "-");

        assertThat(run.out()).contains(CONFINED);
    }

    private CommandRun run(String command, String day, String policy, String... resources) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command, "--on", day, "--policies"));
        arguments.add(
                Files.writeString(directory.resolve("policy.yaml"), policy).toString());
        arguments.add(Files.writeString(directory.resolve("resources.yaml"), String.join("---\n", resources))
                .toString());
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
