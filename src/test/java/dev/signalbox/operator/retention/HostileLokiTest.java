package dev.signalbox.operator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.status.Verdict;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that answer anything but what was asked for. */
class HostileLokiTest {
    private static final String SECRET = "hunter2";
    private static final Limits LIMITS = new Limits(Duration.ofMillis(1500), 1 << 20, 1, 2);
    private static final String GOOD = "retention_period: 30d\n";

    private final AtomicInteger asked = new AtomicInteger();
    private final PublishedRetention published = new PublishedRetention();
    private final RetentionInquiry inquiry = new RetentionInquiry(
            new LokiLook(new BackendAccess(new KubernetesClientBuilder().build()), published, LIMITS),
            new TempoLook(new BackendAccess(new KubernetesClientBuilder().build()), published),
            new MetricLook());
    private HttpServer server;

    /** What it does, by the path that is asked for; {@code *} for the others. */
    private Map<String, Behaviour> behaviours = Map.of();

    /** What it does with a question. */
    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                behaviours
                        .getOrDefault(exchange.getRequestURI().getPath(), behaviours.get("*"))
                        .answer(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        inquiry.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "404", "401", "302"})
    void aStatus(int status) {
        behaviours = Map.of("*", exchange -> exchange.sendResponseHeaders(status, -1));
        assertUnknown("status " + status);
    }

    @Test
    @Timeout(20)
    void silence() {
        behaviours = Map.of("*", exchange -> pause());
        assertUnknown("did not answer within");
    }

    @Test
    @Timeout(20)
    void aDripThatNeverEnds() {
        behaviours = Map.of("*", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            while (true) {
                body.write("a".getBytes(StandardCharsets.UTF_8));
                body.flush();
                pause(50);
            }
        });
        assertUnknown("gave no answer that can be read");
    }

    @Test
    @Timeout(30)
    void aFloodThatNeverEnds() {
        behaviours = Map.of("*", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            byte[] line = "retention_stream: [[[[\n".getBytes(StandardCharsets.UTF_8);
            while (true) {
                body.write(line);
            }
        });
        assertUnknown("gave no answer that can be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "password: [" + SECRET,
                "- " + SECRET,
                "'{\"a\": \"" + SECRET + "'",
                "a: &x [" + SECRET + "]\\nb: *x",
                "''"
            })
    void nonsenseIsNotRepeated(String answer) {
        behaviours = Map.of("*", exchange -> send(exchange, answer.replace("\\n", "\n")));
        assertUnknown("gave no answer that can be read");
    }

    @Test
    void aConfigurationThatIsNonsenseIsDoneWithout() {
        behaviours = Map.of(
                "/config", exchange -> send(exchange, "password: [" + SECRET),
                "/metrics", exchange -> exchange.sendResponseHeaders(500, -1),
                "*", exchange -> send(exchange, GOOD));
        Found found = look();
        assertThat(verdict(found).reason()).isEqualTo("AwaitingReload");
        assertThat(published.loki())
                .as("another tenant's limits are Loki's own")
                .isPresent();
        assertThat(found.toString()).doesNotContain(SECRET);
    }

    @Test
    void whatIsNotKnownIsNotReplaced() {
        behaviours = Map.of(
                "/config/tenant/v1/limits",
                        exchange -> {
                            boolean ours = "production"
                                    .equals(exchange.getRequestHeaders().getFirst("X-Scope-OrgID"));
                            if (ours) {
                                send(exchange, GOOD);
                            } else {
                                exchange.sendResponseHeaders(403, -1);
                            }
                        },
                "*", exchange -> exchange.sendResponseHeaders(403, -1));
        assertThat(verdict(look()).reason()).isEqualTo("Refused");
        assertThat(verdict(look()).message()).contains("does not tell its own rules");
        assertThat(published.loki()).isEmpty();
    }

    private void assertUnknown(String why) {
        Found found = look();
        assertThat(verdict(found).truth()).isEqualTo(Verdict.Truth.UNKNOWN);
        assertThat(verdict(found).reason()).isEqualTo("BackendUnreachable");
        assertThat(verdict(found).message()).contains(why);
        assertThat(found.toString()).doesNotContain(SECRET);
        assertThat(asked.get()).as("questions of one look").isBetween(1, 2);
        assertThat(look()).as("the same words each time").isEqualTo(found);
        assertThat(published.loki()).isEmpty();
        assertThat(inquiry.every()).as("no busy loop").isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    private Found look() {
        return inquiry.look(scene(), Instant.parse("2026-11-22T02:00:00Z"));
    }

    private Scene scene() {
        return RetentionScene.of(
                "http://127.0.0.1:" + server.getAddress().getPort(), "tenant: production", "cart: {logs: 7d}");
    }

    private static Verdict verdict(Found found) {
        return found.services().values().iterator().next().verdicts().getFirst();
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void pause() {
        pause(TimeUnit.SECONDS.toMillis(4));
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
