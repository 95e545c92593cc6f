package dev.signalbox.testing.faults;

import dev.signalbox.controlplane.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/**
 * Stands before a real API server, counts what it is asked, and does to it what a test says. It is reached by plain HTTP, and each
 * connection serves one request, or a watch.
 */
public final class FaultyApiServer implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final String EXPIRED =
            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                    + "\"message\":\"too old resource version: 1 (2)\",\"reason\":\"Expired\",\"code\":410}}\n";

    private final ServerSocket listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    private final Set<Socket> watches = ConcurrentHashMap.newKeySet();
    private final URI server;
    private final SSLSocketFactory tls;
    private volatile Function<ApiRequest, Fault> fault = _ -> Fault.NONE;
    private volatile RequestRates rates = new RequestRates();

    private FaultyApiServer(URI server, SSLSocketFactory tls) throws IOException {
        this.server = server;
        this.tls = tls;
        Thread.ofVirtual().start(this::accept);
    }

    public static FaultyApiServer before(ControlPlane controlPlane) {
        try (KubernetesClient client = controlPlane.client()) {
            return new FaultyApiServer(
                    URI.create(controlPlane.server()),
                    SSLUtils.sslContext(client.getConfiguration()).getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** From now on, to whatever is asked; watches that are open are cut off, so that it meets these too. */
    public void begin(Function<ApiRequest, Fault> next) {
        fault = next;
        watches.forEach(FaultyApiServer::close);
    }

    /** From now on nothing happens to what is asked. */
    public void end() {
        fault = _ -> Fault.NONE;
    }

    /** Counts anew from now on. */
    public RequestRates count() {
        RequestRates anew = new RequestRates();
        rates = anew;
        return anew;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            Optional<HttpHead> head = HttpHead.read(client.getInputStream());
            if (head.isPresent()) {
                ApiRequest request = ApiRequest.of(head.get().start());
                rates.count(request);
                serve(client, head.get(), request);
            }
        } catch (IOException e) {
            // one side went away, and so does the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watches.remove(client);
        }
    }

    private void serve(Socket client, HttpHead head, ApiRequest request) throws IOException, InterruptedException {
        Function<ApiRequest, Fault> now = fault;
        switch (now.apply(request)) {
            case Fault.None _ -> relay(client, head, request, Integer.MAX_VALUE);
            case Fault.Delayed(Duration by) -> {
                Thread.sleep(by);
                relay(client, head, request, Integer.MAX_VALUE);
            }
            case Fault.Hung _ -> {
                while (fault == now && !listener.isClosed()) {
                    Thread.sleep(LOOK_AGAIN_MILLIS);
                }
            }
            case Fault.Refused(int status, Optional<Duration> retryAfter) -> refuse(client, head, status, retryAfter);
            case Fault.Expired _ -> expire(client, head);
            case Fault.Cut(Duration after) -> {
                Thread.ofVirtual().start(() -> closeIn(after, client));
                relay(client, head, request, Integer.MAX_VALUE);
            }
            case Fault.Truncated(int bytes) -> relay(client, head, request, bytes);
        }
    }

    private void relay(Socket client, HttpHead head, ApiRequest request, int bytes) throws IOException {
        if (request.isWatch()) {
            watches.add(client);
        }
        try (Socket behind = ask(head)) {
            Thread.ofVirtual().start(() -> copy(client, behind, Integer.MAX_VALUE));
            copy(behind, client, bytes);
        }
    }

    private Socket ask(HttpHead head) throws IOException {
        Socket behind = tls.createSocket(server.getHost(), server.getPort());
        behind.getOutputStream().write(head.closing().bytes());
        return behind;
    }

    private static void refuse(Socket client, HttpHead head, int status, Optional<Duration> retryAfter)
            throws IOException {
        client.getInputStream().readNBytes(head.length());
        String body =
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"as a test wants it\",\"code\":%d}"
                        .formatted(status);
        String answer =
                "HTTP/1.1 %d Refused\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n%s"
                        .formatted(
                                status,
                                body.length(),
                                retryAfter
                                        .map(time -> "Retry-After: " + time.toSeconds() + "\r\n")
                                        .orElse(""),
                                body);
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private void expire(Socket client, HttpHead head) throws IOException, InterruptedException {
        try (Socket behind = ask(head)) {
            Optional<HttpHead> answer = HttpHead.read(behind.getInputStream());
            if (answer.isPresent()) {
                OutputStream out = client.getOutputStream();
                out.write(answer.get().bytes());
                out.write(head.isUpgrade() ? frame(EXPIRED) : chunk(EXPIRED));
                out.flush();
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        }
    }

    /** Of a web socket: a text that is longer than 125 bytes. */
    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[payload.length + 4];
        frame[0] = (byte) 0x81;
        frame[1] = 126;
        frame[2] = (byte) (payload.length >> 8);
        frame[3] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 4, payload.length);
        return frame;
    }

    private static byte[] chunk(String text) {
        return (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Until either side ends it, or that many bytes have passed; then both are closed. */
    private static void copy(Socket from, Socket to, int bytes) {
        byte[] buffer = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            int left = bytes;
            while (left > 0) {
                int read = in.read(buffer, 0, Math.min(left, CHUNK));
                if (read < 0) {
                    break;
                }
                to.getOutputStream().write(buffer, 0, read);
                left -= read;
            }
        } catch (IOException e) {
            // one side closed it
        } finally {
            close(to);
            close(from);
        }
    }

    private static void closeIn(Duration time, Socket socket) {
        try {
            Thread.sleep(time);
            close(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }

    @Override
    public void close() {
        close(listener);
        watches.forEach(FaultyApiServer::close);
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
