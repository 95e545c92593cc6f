package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.RunningOperator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged operator's webhook, as whoever reaches its port may use it. */
@ExtendWith(LocalCluster.class)
class AdmissionNoiseIT {
    private static final int MILLION = 1_000_000;
    private static final Duration AT_MOST = Duration.ofSeconds(1);
    private static final String REVIEW =
            "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"1\",\"object\":";

    @Test
    void noiseNeitherEndsNorFillsIt(LocalCluster.Namespace here) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (InstalledWebhook webhook = InstalledWebhook.of(here);
                RunningOperator operator = webhook.operate()) {
            int port = webhook.port();
            assertThat(post(port, (REVIEW + "{}}}").getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(200);

            for (int i = 0; i < 20; i++) {
                byte[] noise = new byte[MILLION];
                random.nextBytes(noise);
                assertTurnedAway(post(port, noise), 400);
                assertTurnedAway(
                        post(port, (REVIEW + "[" + "{},".repeat(MILLION / 3)).getBytes(StandardCharsets.UTF_8)), 400);
                assertTurnedAway(post(port, (REVIEW + "[".repeat(MILLION)).getBytes(StandardCharsets.UTF_8)), 400);
                assertTurnedAway(raw(port, noise), 400, 0);
            }
            assertTurnedAway(post(port, new byte[5 * MILLION]), 413);

            try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = IntStream.range(0, 40)
                        .mapToObj(_ -> many.submit(() -> post(
                                port, (REVIEW + "[" + "{},".repeat(MILLION / 3)).getBytes(StandardCharsets.UTF_8))))
                        .toList();
                for (var answer : answers) {
                    assertThat(answer.get().status()).isIn(400, 503);
                }
            }
            assertThat(post(port, (REVIEW + "{}}}").getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(200);
            assertThat(operator.alive()).isTrue();
            assertThat(operator.ready()).isTrue();
            assertThat(operator.log()).doesNotContain("OutOfMemory", "StackOverflow", "\"level\":\"ERROR\"");
        }
    }

    private record Answer(int status, Duration took) {}

    private static void assertTurnedAway(Answer answer, Integer... statuses) {
        assertThat(answer.status()).isIn((Object[]) statuses);
        assertThat(answer.took()).isLessThan(AT_MOST);
    }

    private static Answer post(int port, byte[] body) throws Exception {
        String head =
                "POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                        + body.length + "\r\n\r\n";
        return sent(port, head.getBytes(StandardCharsets.UTF_8), body);
    }

    /** Not even HTTP. */
    private static Answer raw(int port, byte[] noise) throws Exception {
        return sent(port, noise, new byte[0]);
    }

    private static Answer sent(int port, byte[] head, byte[] body) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
            socket.startHandshake();
            long began = System.nanoTime();
            int status = 0;
            try {
                OutputStream out = socket.getOutputStream();
                out.write(head);
                out.write(body);
                out.flush();
            } catch (IOException cutOff) {
                // it has heard enough; what it said is still to be read
            }
            try {
                status = status(socket.getInputStream());
            } catch (IOException cutOff) {
                // without a word
            }
            return new Answer(status, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private static int status(InputStream in) throws IOException {
        String line = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
        return line.startsWith("HTTP/1.1 ") ? Integer.parseInt(line.substring(9)) : 0;
    }
}
