package dev.signalbox.controlplane;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container engine that answered. Asked by hand and within two seconds, because a container library takes half a
 * minute and a stack trace to say that there is none.
 *
 * @param host its address, as {@code DOCKER_HOST} spells it
 */
record DockerEngine(String host) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";

    /** The engine {@code DOCKER_HOST} names; where that is not set, the one at a usual socket. */
    static Optional<DockerEngine> find(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        List<String> candidates = host.isEmpty() ? usualSockets(environment) : List.of(host);
        return candidates.stream().filter(DockerEngine::answers).findFirst().map(DockerEngine::new);
    }

    private static List<String> usualSockets(Map<String, String> environment) {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "/run/user/none");
        String home = environment.getOrDefault("HOME", "/none");
        return List.of(
                "unix:///var/run/docker.sock",
                "unix://" + runtime + "/docker.sock",
                "unix://" + home + "/.docker/run/docker.sock");
    }

    private static boolean answers(String host) {
        try {
            URI uri = URI.create(host);
            return switch (String.valueOf(uri.getScheme())) {
                case "unix" -> {
                    Path socket = Path.of(uri.getPath());
                    yield Files.exists(socket)
                            && answers(UnixDomainSocketAddress.of(socket), StandardProtocolFamily.UNIX);
                }
                case "tcp" -> answers(new InetSocketAddress(uri.getHost(), uri.getPort()), StandardProtocolFamily.INET);
                // An engine behind TLS on a plain socket, ssh or a named pipe: not asked, not used.
                default -> false;
            };
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean answers(SocketAddress address, StandardProtocolFamily family) throws IOException {
        try (SocketChannel channel = SocketChannel.open(family);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            if (!channel.connect(address)) {
                selector.select(PATIENCE.toMillis());
                if (!channel.finishConnect()) {
                    return false;
                }
            }
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            key.interestOps(SelectionKey.OP_READ);
            selector.select(PATIENCE.toMillis());
            ByteBuffer answer = ByteBuffer.allocate(64);
            channel.read(answer);
            String status = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
            return status.startsWith("HTTP/1.") && status.contains(" 200 ");
        }
    }
}
