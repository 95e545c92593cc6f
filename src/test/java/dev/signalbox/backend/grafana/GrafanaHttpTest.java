package dev.signalbox.backend.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Grafana's answers as its documentation has them. */
class GrafanaHttpTest {
    private static final String SEARCH = "/api/search?limit=1000&page=1&type=dash-db";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private GrafanaHttp grafana;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String answer = answers.get(exchange.getRequestURI().toString());
            byte[] body = (answer == null ? "{\"message\":\"Not found\"}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        grafana = new GrafanaHttp(
                new Endpoint("http://127.0.0.1:" + server.getAddress().getPort(), Access.OPEN),
                Limits.PATIENT.within(Duration.ofSeconds(5)));
    }

    @AfterEach
    void stop() {
        grafana.close();
        server.stop(0);
    }

    @Test
    void everyDashboardIsRead() {
        answers.put(SEARCH, "[{\"uid\":\"a\",\"type\":\"dash-db\"},{\"uid\":\"b c\"}]");
        answers.put("/api/dashboards/uid/a", "{\"meta\":{},\"dashboard\":{\"title\":\"A\",\"panels\":[]}}");
        answers.put("/api/dashboards/uid/b%20c", "{\"dashboard\":{\"title\":\"B\"}}");
        Map<String, String> read = new TreeMap<>();

        assertThat(grafana.dashboards(read::put)).isEqualTo(new Answer.Given<>(2));
        assertThat(read).isEqualTo(Map.of("A", "{\"title\":\"A\",\"panels\":[]}", "B", "{\"title\":\"B\"}"));
    }

    @Test
    void oneThatCannotBeReadLeavesTheWholeUnknown() {
        answers.put(SEARCH, "[{\"uid\":\"a\"}]");

        assertThat(grafana.dashboards((_, _) -> {})).isInstanceOf(Answer.Unavailable.class);
        assertThat(grafana.alertRules()).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void alertRulesAreADocument() {
        answers.put("/api/v1/provisioning/alert-rules", "[{\"data\":[{\"model\":{\"expr\":\"up == 0\"}}]}]");

        assertThat(grafana.alertRules())
                .isEqualTo(new Answer.Given<>("[{\"data\":[{\"model\":{\"expr\":\"up == 0\"}}]}]"));
    }
}
