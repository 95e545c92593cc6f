package dev.signalbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.backend.alertmanager.AlertmanagerHttp;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.Executables;
import dev.signalbox.controlplane.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A real Alertmanager, and the server that webhooks of its configuration are. */
public final class LocalAlertmanager implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final HttpServer webhook;
    private final ChildProcess process;
    private final String url = "http://127.0.0.1:" + ChildProcess.freePort();
    private final AlertmanagerHttp client = new AlertmanagerHttp(new Endpoint(url, Access.OPEN), Limits.PATIENT);

    /**
     * Starts it.
     *
     * @param executable {@link #installed} or {@link #pinned}
     * @param configuration from the URL of its webhooks
     */
    public LocalAlertmanager(Path executable, UnaryOperator<String> configuration) {
        try {
            webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        webhook.createContext("/", exchange -> {
            told.add(JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        webhook.start();
        String webhooks = "http://127.0.0.1:" + webhook.getAddress().getPort() + "/";
        process = ChildProcess.start(
                "alertmanager",
                List.of(
                        executable.toString(),
                        "--config.file=" + directory.write("alertmanager.yml", configuration.apply(webhooks)),
                        "--storage.path=" + directory.path().resolve("data"),
                        "--web.listen-address=" + url.substring("http://".length()),
                        "--cluster.listen-address="),
                Map.of(),
                directory.path().resolve("alertmanager.log"));
        boolean answers = Deadline.in(START)
                .until(() -> !process.alive() || client.silences() instanceof dev.signalbox.backend.Answer.Given<?>);
        if (!answers || !process.alive()) {
            String words = process.tail(20);
            close();
            throw new AssertionError("it did not start:\n" + words);
        }
    }

    /** The one of this machine; where there is none the test is aborted with the reason (under {@code CI=true} it fails). */
    public static Path installed() {
        return Stream.of("alertmanager", "prometheus-alertmanager")
                .flatMap(name -> Executables.onPath(name).stream())
                .findFirst()
                .orElseThrow(() -> Missing.prerequisite(
                        "alertmanager is not on the PATH; e2e/tools/find alertmanager says how to get it"));
    }

    /** The pinned one; compiled where it is missing. */
    public static Path pinned() {
        return GoProgram.required("e2e/alertmanager", "alertmanager");
    }

    public String url() {
        return url;
    }

    public AlertmanagerHttp client() {
        return client;
    }

    /** Every notification so far, in the form of Alertmanager's webhooks. */
    public List<JsonNode> told() {
        return List.copyOf(told);
    }

    @Override
    public void close() {
        client.close();
        process.close();
        webhook.stop(0);
        directory.close();
    }
}
