package dev.signalbox.backend.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.backend.ActiveAlert;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.EvaluatedRule;
import dev.signalbox.backend.Sample;
import dev.signalbox.backend.Series;
import dev.signalbox.backend.ServerIdentity;
import dev.signalbox.backend.ServerIdentity.Flavor;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
                new Endpoint(url() + "/prefix/", Access.of(Optional.of("production"))),
                new Limits(Duration.ofSeconds(1), 4096, 4, 3));
    }

    @AfterEach
    void stop() {
        prometheus.close();
        server.stop(0);
    }

    @ParameterizedTest
    @MethodSource("identities")
    void tellsWhatItIs(String answer, ServerIdentity identity) {
        answers(200, "{\"status\":\"success\",\"data\":" + answer + "}");

        assertThat(prometheus.identity()).isEqualTo(new Answer.Given<>(identity));
        assertThat(asked.get().getRequestURI()).hasPath("/prefix/api/v1/status/buildinfo");
    }

    static Stream<Arguments> identities() {
        return Stream.of(
                Arguments.of(
                        "{\"version\":\"2.42.0\",\"revision\":\"r\",\"goVersion\":\"go1.19\"}",
                        new ServerIdentity(Flavor.PROMETHEUS, Optional.of("2.42.0"))),
                Arguments.of(
                        "{\"application\":\"Grafana Mimir\",\"version\":\"3.0.1\",\"features\":{\"x\":\"y\"}}",
                        new ServerIdentity(Flavor.MIMIR, Optional.of("3.0.1"))),
                Arguments.of("{\"version\":\"2.24.0\"}", new ServerIdentity(Flavor.VICTORIA_METRICS, Optional.empty())),
                Arguments.of(
                        "{\"version\":\"0.39.2\",\"goVersion\":\"go1.24\"}",
                        new ServerIdentity(Flavor.THANOS, Optional.of("0.39.2"))),
                Arguments.of("{}", new ServerIdentity(Flavor.OTHER, Optional.empty())));
    }

    @Test
    void hasNoIdentityWhereThereIsNoSuchPage() {
        answers(404, "404 page not found");

        assertThat(prometheus.identity()).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void readsFlags() {
        answers(200, "{\"status\":\"success\",\"data\":{\"storage.tsdb.retention.time\":\"15d\"}}");

        assertThat(prometheus.flags()).isEqualTo(new Answer.Given<>(Map.of("storage.tsdb.retention.time", "15d")));
    }

    @Test
    void readsSeriesOverTime() {
        answers(200, """
                {"status":"success","data":{"resultType":"matrix","result":[
                  {"metric":{"slo":"a"},"values":[[1700000000,"0.5"],[1700000060.5,"+Inf"]]},
                  {"metric":{},"values":[]}]}}
                """);
        Instant start = Instant.ofEpochSecond(1_700_000_000);

        assertThat(prometheus.range("a", start, start.plusSeconds(60), Duration.ofMinutes(1)))
                .isEqualTo(new Answer.Given<>(List.of(
                        new Series(
                                Map.of("slo", "a"),
                                List.of(
                                        new Series.Point(start, 0.5),
                                        new Series.Point(start.plusMillis(60_500), Double.POSITIVE_INFINITY))),
                        new Series(Map.of(), List.of()))));
        assertThat(asked.get().getRequestURI().getQuery())
                .isEqualTo("end=2023-11-14T22:14:20Z&query=a&start=2023-11-14T22:13:20Z&step=60");
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
