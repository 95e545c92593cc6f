package dev.signalbox.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.backend.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHttpTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Answer<String> FINE = new Answer.Given<>("fine");

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicReference<Headers> headers = new AtomicReference<>();
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private Instant now = NOON;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            headers.set(exchange.getRequestHeaders());
            int status = statuses.isEmpty() ? 200 : statuses.removeFirst();
            if (exchange.getRequestURI().getPath().equals("/slow")) {
                pause();
            }
            atOnce.decrementAndGet();
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, 0);
            try (exchange) {
                exchange.getResponseBody().write("fine".getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void saysWhoAsksAndNeverTells() {
        statuses.add(401);
        Access access =
                new Access(Optional.of("production"), new Credentials.Basic("signalbox", "s3cret"), Trust.DEFAULT);
        try (ServerHttp http = new ServerHttp(new Endpoint(url(), access), Limits.BRIEF)) {
            assertThat(get(http))
                    .isEqualTo(
                            new Answer.Unavailable<>(url() + " answered with status 401 (it wants other credentials)"));
        }

        assertThat(headers.get().getFirst("Authorization")).isEqualTo("Basic c2lnbmFsYm94OnMzY3JldA==");
        assertThat(headers.get().getFirst("X-Scope-OrgID")).isEqualTo("production");
        assertThat(access.toString() + new Credentials.Bearer("s3cret") + new Trust.Identity("c", "s3cret"))
                .doesNotContain("s3cret");
    }

    /** A redirect would take credentials elsewhere. */
    @Test
    void goesNowhereElse() {
        statuses.add(302);
        Access access = new Access(Optional.empty(), new Credentials.Bearer("s3cret"), Trust.DEFAULT);
        try (ServerHttp http = new ServerHttp(new Endpoint(url(), access), Limits.BRIEF)) {
            assertThat(get(http))
                    .isInstanceOf(Answer.Unavailable.class)
                    .asString()
                    .contains("302");
        }
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void asksAgainWhereThatMayHelp(int status) {
        statuses.addAll(List.of(status, status));
        try (ServerHttp http = http(Limits.PATIENT)) {
            assertThat(get(http)).isEqualTo(FINE);
        }
        assertThat(asked).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500})
    void doesNotAskAgainWhereItWont(int status) {
        statuses.add(status);
        try (ServerHttp http = http(Limits.PATIENT)) {
            assertThat(get(http)).isInstanceOf(Answer.Unavailable.class);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void leavesAServerAloneThatFailsAllTheTime() {
        IntStream.range(0, Breaker.FAILURES + 1).forEach(_ -> statuses.add(500));
        try (ServerHttp http = http(Limits.PATIENT)) {
            IntStream.range(0, Breaker.FAILURES + 3).forEach(_ -> get(http));
            assertThat(asked).hasValue(Breaker.FAILURES);
            assertThat(get(http)).isEqualTo(new Answer.Unavailable<>(url() + " answered with status 500"));

            now = NOON.plus(Breaker.PAUSE);
            assertThat(get(http)).as("one goes through").isInstanceOf(Answer.Unavailable.class);
            assertThat(get(http)).isInstanceOf(Answer.Unavailable.class);
            assertThat(asked).hasValue(Breaker.FAILURES + 1);

            now = NOON.plus(Breaker.PAUSE.multipliedBy(2));
            assertThat(get(http)).isEqualTo(FINE);
            assertThat(get(http)).isEqualTo(FINE);
        }
    }

    @Test
    void asksSoManyThingsAtOnce() throws InterruptedException {
        try (ServerHttp http = http(new Limits(Duration.ofSeconds(10), 100, 2, 1))) {
            List<Thread> askers = IntStream.range(0, 6)
                    .mapToObj(_ -> Thread.startVirtualThread(() -> get(http, "/slow")))
                    .toList();
            for (Thread asker : askers) {
                asker.join();
            }
        }
        assertThat(asked).hasValue(6);
        assertThat(mostAtOnce).hasValue(2);
    }

    @Test
    void whatIsNoAddressIsToldAndNotThrown() {
        try (ServerHttp http = new ServerHttp(new Endpoint("http://a b", Access.OPEN), Limits.BRIEF)) {
            assertThat(get(http)).isEqualTo(new Answer.Unavailable<>("http://a b is no address that can be asked"));
        }
    }

    private ServerHttp http(Limits limits) {
        return new ServerHttp(new Endpoint(url(), Access.OPEN), limits, () -> now);
    }

    private static Answer<String> get(ServerHttp http) {
        return get(http, "/");
    }

    private static Answer<String> get(ServerHttp http, String path) {
        return http.get(path, "text/plain", body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
