package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.loki.RunningLoki;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What dashboards ask of logs, asked of a real Loki that has records as gateways write them. */
class DashboardLogsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TENANT = "shop";

    @Test
    void everyQueryOfLogsHasAnAnswerAndLinesOfOneKindAreCountedTogether() throws IOException {
        Set<String> queries = new TreeSet<>();
        RenderedDashboards.all().stream()
                .flatMap(input -> input.dashboards().stream())
                .forEach(dashboard -> dashboard.json().findParents("queryType").stream()
                        .filter(target ->
                                "loki".equals(target.at("/datasource/type").asText()))
                        .map(target -> target.path("expr").asText())
                        .filter(logql -> logql.contains("\"checkout\""))
                        .forEach(queries::add));
        assertThat(queries).hasSizeGreaterThan(4);
        try (RunningLoki loki = RunningLoki.start(RunningLoki.Setup.USUAL)) {
            push(loki);
            for (String logql : queries) {
                JsonNode result = ask(loki, logql).at("/data/result");
                assertThat(result).as(logql).isNotEmpty();
                if (logql.startsWith("topk") && logql.contains("fatal")) {
                    assertThat(result).hasSize(1);
                    assertThat(result.at("/0/metric/message").asText()).isEqualTo("order # of user # failed");
                }
            }
        }
    }

    private static void push(RunningLoki loki) {
        long now = Instant.now().minusSeconds(5).getEpochSecond() * 1_000_000_000L;
        String body = """
                {"streams": [{"stream": {"service_name": "checkout", "k8s_namespace_name": "shop"}, "values": [
                  ["%d", "order 4711 of user a81bc81b failed", {"level": "error", "trace_id": "4bf92f3577b34da6"}],
                  ["%d", "order 4712 of user 0be77c1d failed", {"level": "error"}],
                  ["%d", "cache is slow", {"level": "warn"}],
                  ["%d", "started", {"level": "info"}]]}]}
                """.formatted(now, now + 1, now + 2, now + 3);
        HttpResponse<String> answer = loki.post("/loki/api/v1/push", "application/json", body, TENANT);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private static JsonNode ask(RunningLoki loki, String logql) throws IOException {
        String asked = logql.replace("$__auto", "5m").replace("$__range", "5m").replace("$contains", "");
        String path = "/loki/api/v1/query_range?step=60&query=" + URLEncoder.encode(asked, StandardCharsets.UTF_8);
        HttpResponse<String> answer = Deadline.in(Duration.ofMinutes(2))
                .poll(() -> answer(loki, path))
                .orElseThrow(() -> new AssertionError("no answer to " + asked));
        assertThat(answer.statusCode()).as(asked + ": " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Right after its start, Loki keeps questions until somebody is there to answer them. */
    private static Optional<HttpResponse<String>> answer(RunningLoki loki, String path) {
        try {
            return Optional.of(loki.get(path, Optional.of(TENANT)));
        } catch (UncheckedIOException tooSoon) {
            return Optional.empty();
        }
    }
}
