package dev.signalbox.testing;

import dev.signalbox.backend.http.IdentityKeys;
import dev.signalbox.backend.http.Trust;
import dev.signalbox.operator.transport.TestCertificates;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * As much of a node as the API server asks for: logs of containers, and programs that are run in them. Pods that name it are
 * not run.
 */
public final class LocalKubelet implements AutoCloseable {
    private static final String PROTOCOL = "v4.channel.k8s.io";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MOST_OF_A_HEAD = 1 << 16;
    private static final int CHUNK = 1 << 14;

    /** In the place of a frame's length: it follows, in two bytes. */
    private static final int EXTENDED = 126;

    private final SSLServerSocket listener;
    private final KubernetesClient client;
    private final Node node;
    private final Map<String, String> logs = new ConcurrentHashMap<>();
    private volatile Function<List<String>, ProgramOutput> programs = _ -> new ProgramOutput(1, "");

    /**
     * What became of a program.
     *
     * @param out on standard output, a character each byte
     */
    public record ProgramOutput(int exitCode, String out) {}

    private LocalKubelet(KubernetesClient client, String name) throws GeneralSecurityException, IOException {
        TestCertificates.Pem own = TestCertificates.server("localhost");
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(IdentityKeys.of(new Trust.Identity(own.certificate(), own.key())), null, null);
        listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.client = client;
        this.node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .addNewAddress("127.0.0.1", "InternalIP")
                .withNewDaemonEndpoints()
                .withNewKubeletEndpoint(listener.getLocalPort())
                .endDaemonEndpoints()
                .endStatus()
                .build();
        client.resource(node).create();
        Thread.ofVirtual().start(this::accept);
    }

    /** @param name of the node */
    public static LocalKubelet start(KubernetesClient client, String name) {
        try {
            return new LocalKubelet(client, name);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a container has said, in any run of it. */
    public void says(String pod, String container, String log) {
        logs.put(pod + "/" + container, log);
    }

    /** What becomes of the commands that are run in any container. */
    public void runs(Function<List<String>, ProgramOutput> runner) {
        programs = runner;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            String head = head(socket.getInputStream());
            URI asked = URI.create(head.split(" ", 3)[1]);
            String[] path = asked.getPath().split("/");
            if (path[1].equals("exec")) {
                run(socket.getOutputStream(), header(head, "Sec-WebSocket-Key"), command(asked.getRawQuery()));
            } else {
                byte[] log = logs.getOrDefault(path[3] + "/" + path[4], "").getBytes(StandardCharsets.UTF_8);
                write(
                        socket.getOutputStream(),
                        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
                                + log.length + "\r\n\r\n");
                socket.getOutputStream().write(log);
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A frame for each piece of output, then one with the outcome. */
    private void run(OutputStream out, String key, List<String> command) throws IOException {
        write(
                out,
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: "
                        + PROTOCOL + "\r\nSec-WebSocket-Accept: " + accepted(key) + "\r\n\r\n");
        ProgramOutput output = programs.apply(command);
        byte[] bytes = output.out().getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < bytes.length; from += CHUNK) {
            frame(out, 1, Arrays.copyOfRange(bytes, from, Math.min(from + CHUNK, bytes.length)));
        }
        String status = output.exitCode() == 0
                ? "{\"metadata\":{},\"status\":\"Success\"}"
                : "{\"metadata\":{},\"status\":\"Failure\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":"
                        + "[{\"reason\":\"ExitCode\",\"message\":\"" + output.exitCode() + "\"}]}}";
        frame(out, 3, status.getBytes(StandardCharsets.UTF_8));
        out.write(new byte[] {(byte) 0x88, 2, 3, (byte) 0xE8}); // close: 1000
        out.flush();
    }

    private static void frame(OutputStream out, int channel, byte[] bytes) throws IOException {
        int length = bytes.length + 1;
        out.write(0x82);
        if (length < EXTENDED) {
            out.write(length);
        } else {
            out.write(EXTENDED);
            out.write(length >> 8);
            out.write(length);
        }
        out.write(channel);
        out.write(bytes);
        out.flush();
    }

    private static String accepted(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static List<String> command(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> parameter.startsWith("command="))
                .map(parameter -> URLDecoder.decode(parameter.substring("command=".length()), StandardCharsets.UTF_8))
                .toList();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (head.size() < MOST_OF_A_HEAD
                && !head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.read());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        client.resource(node).delete();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
