package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.report.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    private static final String SHOP = Shop.FILE.toString();

    @Test
    void fifteenWorkloadsOfWhichTwelveAreInstrumentedAreEightyPercentAndTheThreeAreNamed() throws IOException {
        JsonNode report = json("--from", SHOP);

        assertThat(report.path("status").asText()).isEqualTo("OBSERVABILITY_HEALTH");
        assertThat(report.at("/coverage/instrumented_services").asInt()).isEqualTo(12);
        assertThat(report.at("/coverage/total_services").asInt()).isEqualTo(15);
        assertThat(report.at("/coverage/coverage_percent").asInt()).isEqualTo(80);
        assertThat(report.at("/coverage/missing"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "search/Deployment/suggest", "shop/StatefulSet/legacy-cart", "shop/CronJob/price-import");
    }

    @Test
    void complianceIsKeyedByNamespaceAndName() throws IOException {
        JsonNode slo = json("--from", SHOP).path("slo_compliance").path("shop/checkout-availability");

        assertThat(slo.path("target").decimalValue()).isEqualByComparingTo("99.9");
        assertThat(slo.path("actual").decimalValue()).isEqualByComparingTo("99.887");
        assertThat(slo.path("budget_remaining").decimalValue()).isEqualByComparingTo("-13.2");
    }

    @Test
    void ofANamespaceNothingIsToldOfOthers() throws IOException {
        JsonNode report = json("--from", SHOP, "-n", "search");

        assertThat(report.path("slo_compliance").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("search/ranking-latency", "search/catalogue-freshness");
        assertThat(report.at("/coverage/total_services").asInt()).isEqualTo(6);
        assertThat(report.at("/coverage/missing"))
                .extracting(JsonNode::asText)
                .containsExactly("search/Deployment/suggest");
        assertThat(report.at("/cost/per_month").decimalValue()).isEqualByComparingTo("251.75");
        assertThat(report.path("collectors").isNull()).isTrue();
        assertThat(report.toString()).doesNotContain("shop/", "payments");
    }

    @Test
    void whatNobodyKnowsIsNotNought() throws IOException {
        JsonNode report = new ObjectMapper()
                .readTree(CommandRun.withInput("""
                        apiVersion: signalbox.dev/v1alpha1
                        kind: SLO
                        metadata: {name: fresh, namespace: shop}
                        spec: {service: checkout, objective: 99.9}
                        """, "report", "--from", "-", "-o", "json")
                        .out());

        assertThat(report.at("/coverage/total_services").isNull()).isTrue();
        assertThat(report.at("/slo_compliance/shop~1fresh/actual").isNull()).isTrue();
        assertThat(report.at("/alert_health/total_alerts").isNull()).isTrue();
        assertThat(report.at("/cost/per_month").isNull()).isTrue();
    }

    @Test
    void aPageIsWrittenAsItIs() {
        CommandRun run = CommandRun.of("report", "--from", SHOP, "-o", "html", "--at", "2026-11-22T01:08:00Z");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("<!doctype html>\n")
                .endsWith("</html>\n")
                .contains("2026-11-22 01:08 UTC");
    }

    @Test
    void filesThatHoldNothingOfOursAreNamed(@TempDir Path directory) throws IOException {
        Path other = Files.writeString(
                directory.resolve("other.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
        CommandRun run = CommandRun.of("report", "--from", other.toString());

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).contains("other.yaml", "kubectl get slos,sobs,spol,opol,ostack");
    }

    @Test
    void whatCantBeReadIsToldWithItsPlace() {
        CommandRun run = CommandRun.withInput("""
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: wrong, namespace: shop}
                spec: {service: checkout, objective: plenty}
                ---
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {namespace: shop}
                """, "report", "--from", "-");

        assertThat(run.exitCode()).isOne();
        assertThat(run.err())
                .contains("stdin:1:1: ", "plenty", "stdin:8:", "metadata.name: must be given, was missing");
    }

    @Test
    void aClusterAndFilesAreNotMixed() {
        CommandRun run = CommandRun.of("report", "--from", SHOP, "--context", "staging");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--from takes the place of a cluster");
    }

    @Test
    void aContextThatIsNotThereIsNamed(@TempDir Path directory) {
        CommandRun run = CommandRun.of(
                "report", "--kubeconfig", directory.resolve("none").toString());

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).contains("no kubeconfig at", "none");
    }

    @Test
    void aClusterThatCantBeReachedIsNamedWithWhatElseToTry(@TempDir Path directory) throws IOException {
        int nobody = ChildProcess.freePort();
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: gone
                clusters: [{name: gone, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: gone, user: {token: none}}]
                contexts: [{name: gone, context: {cluster: gone, user: gone}}]
                """.formatted(nobody));

        CommandRun run = CommandRun.of("report", "--kubeconfig", kubeconfig.toString());

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).contains("http://127.0.0.1:" + nobody, "can't be reached: ", "--context", "--from");
    }

    private static JsonNode json(String... arguments) throws IOException {
        String[] all = new String[arguments.length + 3];
        all[0] = "report";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "-o";
        all[all.length - 1] = "json";
        CommandRun run = CommandRun.of(all);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }
}
