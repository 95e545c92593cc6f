package dev.signalbox.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusHttpTest {
    private final AtomicReference<HttpExchange> asked = new AtomicReference<>();
    private HttpServer server;
    private PrometheusHttp prometheus;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        prometheus = new PrometheusHttp(
                new PrometheusEndpoint(url() + "/prefix/", Optional.of("production")), Duration.ofSeconds(1), 4096);
    }

    @AfterEach
    void stop() {
        prometheus.close();
        server.stop(0);
    }

    @Test
    void tellsTheVersion() {
        answers(200, """
                {"status":"success","data":{"version":"2.42.0","revision":"r","goVersion":"go1.19"}}
                """);

        assertThat(prometheus.version()).isEqualTo(new Answer.Given<>("2.42.0"));
        assertThat(asked.get().getRequestURI()).hasPath("/prefix/api/v1/status/buildinfo");
    }

    @Test
    void doesNotTakeTheVersionOfSomethingElse() {
        answers(200, """
                {"status":"success","data":{"application":"Grafana Mimir","version":"3.0.1","features":{"x":"y"}}}
                """);

        assertThat(prometheus.version()).isEqualTo(new Answer.Given<>(""));
    }

    @Test
    void hasNoVersionWhereThereIsNoSuchPage() {
        answers(404, "404 page not found");

        assertThat(prometheus.version()).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void readsRulesAndPassesOverWhatItDoesNotKnow() {
        answers(200, """
                {"status":"success","warnings":["x"],"data":{"groups":[
                  {"name":"g","file":"f","interval":30,"rules":[
                    {"name":"a:b","query":"vector(1)","labels":{"slo":"s","namespace":"n"},"health":"ok","type":"recording",
                     "evaluationTime":0.1,"lastEvaluation":"2026-01-01T00:00:00Z"},
                    {"state":"firing","name":"Alert","query":"up == 0","duration":0,"labels":{"slo":"s"},"annotations":{"a":"b"},
                     "alerts":[{"labels":{"slo":"s","alertname":"Alert"},"annotations":{"a":"b"},"state":"firing",
                       "activeAt":"2026-01-02T12:00:00.5Z","value":"1e+00"}],"health":"err",
                     "lastError":"many-to-many","type":"alerting"}]},
                  {"name":"empty","rules":[]}, {"name":"none","rules":null}], "groupNextToken":""}}
                """);
        List<EvaluatedRule> rules = new ArrayList<>();

        assertThat(prometheus.rules(rules::add)).isEqualTo(new Answer.Given<>(2));

        assertThat(rules)
                .containsExactly(
                        new EvaluatedRule(
                                "a:b", "vector(1)", Map.of("slo", "s", "namespace", "n"), "ok", "", List.of()),
                        new EvaluatedRule(
                                "Alert",
                                "up == 0",
                                Map.of("slo", "s"),
                                "err",
                                "many-to-many",
                                List.of(new ActiveAlert(
                                        Map.of("slo", "s", "alertname", "Alert"),
                                        "firing",
                                        Instant.parse("2026-01-02T12:00:00.500Z")))));
        assertThat(asked.get().getRequestURI()).hasToString("/prefix/api/v1/rules");
        assertThat(asked.get().getRequestHeaders().getFirst("X-Scope-OrgID")).isEqualTo("production");
    }

    @Test
    void readsSamples() {
        answers(200, """
                {"status":"success","data":{"resultType":"vector","result":[
                  {"metric":{"slo":"a"},"value":[1700000000.123,"0.5"]},
                  {"metric":{"slo":"b"},"value":[1700000000.123,"NaN"]},
                  {"metric":{},"value":[1700000000.123,"-Inf"]}]}}
                """);

        assertThat(prometheus.query("a{b=\"c d\"}"))
                .isEqualTo(new Answer.Given<>(List.of(
                        new Sample(Map.of("slo", "a"), 0.5),
                        new Sample(Map.of("slo", "b"), Double.NaN),
                        new Sample(Map.of(), Double.NEGATIVE_INFINITY))));
        assertThat(asked.get().getRequestURI().getQuery()).isEqualTo("query=a{b=\"c+d\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "{\"status\":\"error\"}",
                "{\"status\":\"success\",\"data\":{\"groups\":[",
                "{\"status\":\"success\",\"data\":{\"groups\":7}}"
            })
    void whatIsNoAnswerIsUnavailable(String body) {
        answers(200, body);

        assertUnavailable("gave no answer that can be read");
    }

    @Test
    void aServerThatIsNotUpToItIsUnavailable() {
        answers(503, "starting");

        assertUnavailable("answered with status 503");
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.createContext("/prefix/api/v1/rules", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertUnavailable("answered with status 302");
    }

    @Test
    void anAnswerMayNotBeLargerThanTheLimit() {
        answers(200, "{\"status\":\"success\",\"data\":{\"x\":\"" + "y".repeat(5000) + "\"}}");

        assertUnavailable("larger than 4096 bytes");
    }

    @Test
    void aSilentServerIsUnavailable() {
        server.createContext("/", exchange -> sleep());

        assertUnavailable("did not answer within 1 s");
    }

    @Test
    void anAnswerThatNeverEndsIsUnavailable() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write("{\"status\":".getBytes(StandardCharsets.UTF_8));
            body.flush();
            sleep();
        });

        assertUnavailable("gave no answer that can be read");
    }

    @Test
    void nobodyThereIsUnavailable() {
        server.stop(0);

        assertUnavailable("does not accept connections");
    }

    private void assertUnavailable(String why) {
        assertThat(prometheus.rules(_ -> {}))
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        away -> assertThat(away.why()).startsWith(url()).contains(why));
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answers(int status, String body) {
        server.createContext("/", exchange -> {
            asked.set(exchange);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (exchange) {
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private static void sleep() {
        try {
            Thread.sleep(3000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
