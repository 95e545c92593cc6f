package dev.signalbox.operator.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.cardinality.usage.ObjectReads;
import dev.signalbox.cardinality.usage.Usage;
import dev.signalbox.compile.pipeline.ServiceBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much a server is asked, however many services want a closer look. */
class RotationTest {
    private static final Instant START = Instant.parse("2026-03-08T12:00:00Z");
    private static final Optional<Usage> NOBODY = Optional.of(Usage.of(ObjectReads.NOTHING));

    /** Saved up before, and what one look may overdraw. */
    private static final int BURST = 40 + 19;

    private final AtomicInteger questions = new AtomicInteger();
    private HttpServer server;
    private PrometheusHttp prometheus;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            questions.incrementAndGet();
            byte[] body = (exchange.getRequestURI().getPath().endsWith("labels")
                            ? "{\"status\":\"success\",\"data\":[\"user_id\"]}"
                            : "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"__name__\":\"a_total\",\"label\":\"user_id\"},\"value\":[1,\"900\"]}]}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        prometheus = new PrometheusHttp(
                new Endpoint("http://127.0.0.1:" + server.getAddress().getPort(), Access.OPEN));
    }

    @AfterEach
    void stop() {
        prometheus.close();
        server.stop(0);
    }

    @Test
    void anHourOfAThousandServicesAsksTenQuestionsAMinute() {
        List<Counted> services = services(1_000);
        Rotation rotation = new Rotation();

        for (int minute = 0; minute <= 60; minute++) {
            rotation.turn(
                    prometheus, services, _ -> Optional.of(9_000L), NOBODY, START.plus(Duration.ofMinutes(minute)));
        }

        assertThat(questions.get()).isBetween(10 * 60, 10 * 60 + BURST);
        assertThat(services.stream().filter(one -> rotation.of(one.key()).isPresent()))
                .as("one after the other, nobody twice")
                .hasSizeGreaterThan(100);
    }

    @Test
    void whoIsBelowHalfIsNotAskedOfAndWhoStandsStillSeldom() {
        List<Counted> services = services(2);
        Rotation rotation = new Rotation();

        rotation.turn(prometheus, services, _ -> Optional.of(900L), NOBODY, START);
        assertThat(questions.get()).isZero();

        rotation.turn(prometheus, services, _ -> Optional.of(9_000L), NOBODY, START);
        int first = questions.get();
        IntStream.range(1, 15)
                .forEach(minute -> rotation.turn(
                        prometheus, services, _ -> Optional.of(9_050L), NOBODY, START.plusSeconds(60L * minute)));
        assertThat(questions.get()).isEqualTo(first);

        rotation.turn(prometheus, services, _ -> Optional.of(12_000L), NOBODY, START.plusSeconds(890));
        assertThat(questions.get()).as("it moved by a tenth").isEqualTo(2 * first);
    }

    private static List<Counted> services(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Counted(
                        new ServiceObservability(),
                        ServiceBuilder.service("shop", "service-" + number).build()))
                .toList();
    }
}
