package dev.signalbox.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.operator.watched.WatchedResources;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Serves head strategies over HTTP, in every replica. It listens once it knows all resources, and from then on answers
 * {@code GET /strategies} with the whole document and status 200, whatever happens: see
 * {@link dev.signalbox.sampling.HeadStrategiesJson} for what those who ask make of anything else.
 */
@Singleton
class HeadServer {
    private static final String PATH = "/strategies";
    private static final Logger LOG = Logger.getLogger(HeadServer.class);

    private final int port;
    private final WatchedResources watched;
    private final AtomicLong changes = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Document last = new Document(-1, new byte[0]);
    private volatile HttpServer server;

    /** @param changes how many there had been when it was written */
    @SuppressWarnings("ArrayRecordComponent") // sent as it is, and never compared
    private record Document(long changes, byte[] body) {}

    @Inject
    HeadServer(OperatorSettings settings, WatchedResources watched) {
        port = settings.strategies().port();
        this.watched = watched;
        Stream.of(watched.stacks(), watched.services(), watched.samplingPolicies())
                .forEach(kind -> kind.onChange(_ -> changes.incrementAndGet()));
    }

    void onStart(@Observes StartupEvent event) {
        watched.known().thenRun(this::listen).exceptionally(failure -> {
            LOG.error("head strategies can't be served", failure);
            return null;
        });
    }

    private synchronized void listen() {
        try {
            last = write();
            server = HttpServer.create(new InetSocketAddress(port), 0);
            server.createContext("/", this::answer);
            server.setExecutor(threads);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = current().body();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Document current() {
        if (last.changes() != changes.get()) {
            try {
                last = write();
            } catch (RuntimeException e) {
                LOG.error("head strategies stay as they were", e);
                last = new Document(changes.get(), last.body()); // told once
            }
        }
        return last;
    }

    /** Counted first: what changes meanwhile is written the next time. */
    private Document write() {
        long seen = changes.get();
        return new Document(
                seen,
                HeadDocument.of(
                        watched.stacks().all().toList(),
                        watched.services().all().toList(),
                        watched.samplingPolicies().all().toList()));
    }

    @PreDestroy
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }
}
