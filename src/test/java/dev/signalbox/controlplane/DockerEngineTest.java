package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class DockerEngineTest {
    private static final String OK = "HTTP/1.0 200 OK\r\n\r\nOK";

    @TempDir
    Path directory;

    @Test
    void isFoundAtASocket() throws IOException {
        Path socket = directory.resolve("docker.sock");
        try (var _ = engine(UnixDomainSocketAddress.of(socket), StandardProtocolFamily.UNIX, OK)) {
            assertThat(DockerEngine.find(Map.of("DOCKER_HOST", "unix://" + socket)))
                    .contains(new DockerEngine("unix://" + socket));
        }
    }

    @Test
    void isFoundAtAPort() throws IOException {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var engine = engine(anyPort, StandardProtocolFamily.INET, OK)) {
            String host = "tcp://127.0.0.1:" + ((InetSocketAddress) engine.getLocalAddress()).getPort();
            assertThat(DockerEngine.find(Map.of("DOCKER_HOST", host))).isPresent();
        }
    }

    @Test
    void isNotWhatRefusesOrSaysNothing() throws IOException {
        Path refusing = directory.resolve("refusing.sock");
        Path silent = directory.resolve("silent.sock");
        try (var _ = engine(
                        UnixDomainSocketAddress.of(refusing), StandardProtocolFamily.UNIX, "HTTP/1.0 500 no\r\n\r\n");
                var _ = engine(UnixDomainSocketAddress.of(silent), StandardProtocolFamily.UNIX, "")) {
            assertThat(DockerEngine.find(Map.of("DOCKER_HOST", "unix://" + refusing)))
                    .isEmpty();
            long start = System.nanoTime();
            assertThat(DockerEngine.find(Map.of("DOCKER_HOST", "unix://" + silent)))
                    .isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void isNotWhereNothingListens() {
        for (String host : new String[] {
            "unix://" + directory.resolve("none.sock"),
            "tcp://127.0.0.1:1",
            "tcp://nowhere",
            "ssh://host",
            "nonsense",
            "not a uri"
        }) {
            assertThat(DockerEngine.find(Map.of("DOCKER_HOST", host))).as(host).isEmpty();
        }
    }

    /** Answers every request with the same words; with none it keeps the line open and is silent. */
    private static ServerSocketChannel engine(SocketAddress address, StandardProtocolFamily family, String answer)
            throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(family).bind(address);
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    SocketChannel channel = server.accept();
                    channel.read(ByteBuffer.allocate(256));
                    if (!answer.isEmpty()) {
                        channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                        channel.close();
                    }
                }
            } catch (IOException e) {
                // closed: the test is over
            }
        });
        return server;
    }
}
