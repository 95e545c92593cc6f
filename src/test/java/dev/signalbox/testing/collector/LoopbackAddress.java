package dev.signalbox.testing.collector;

import dev.signalbox.testing.Missing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An address of this machine that stands for a pod's: each collector has its own, so that all of them listen on the ports
 * that are in their configurations.
 *
 * @param host of 127.0.0.0/8
 */
public record LoopbackAddress(String host) {
    private static final int OTLP_GRPC = 4317;
    private static final int OTLP_HTTP = 4318;
    private static final int HEALTH = 13133;
    private static final int METRICS = 8888;
    private static final int RELOADER = 8889;
    private static final int ATTEMPTS = 20;

    /** One on which nothing listens on a collector's ports. */
    public static LoopbackAddress free() {
        return Stream.generate(LoopbackAddress::any)
                .limit(ATTEMPTS)
                .filter(address -> IntStream.of(OTLP_GRPC, OTLP_HTTP, HEALTH, METRICS, RELOADER)
                        .allMatch(address::isFree))
                .findFirst()
                .orElseThrow(() -> Missing.prerequisite(
                        "this machine lets nobody listen on 127.x.y.z; Linux does, elsewhere add aliases to loopback"));
    }

    private static LoopbackAddress any() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new LoopbackAddress(
                "127.%d.%d.%d".formatted(random.nextInt(16, 250), random.nextInt(250), random.nextInt(2, 250)));
    }

    private boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where OTLP over HTTP is received. */
    public URI otlp() {
        return url(OTLP_HTTP, "");
    }

    /** Where the {@code health_check} extension answers. */
    public URI health() {
        return url(HEALTH, "/");
    }

    /** Where the collector's own metrics are scraped. */
    public URI metrics() {
        return url(METRICS, "/metrics");
    }

    private URI url(int port, String path) {
        return URI.create("http://" + host + ":" + port + path);
    }
}
