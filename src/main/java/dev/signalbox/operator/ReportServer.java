package dev.signalbox.operator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.api.v1alpha1.CoverageStatus;
import dev.signalbox.api.v1alpha1.CoverageStatus.MissingWorkload;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.operator.report.ReportAccess;
import dev.signalbox.operator.report.ReportHistories;
import dev.signalbox.operator.watched.WatchedResources;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Resources;
import dev.signalbox.report.Scope;
import dev.signalbox.report.html.HealthPage;
import dev.signalbox.report.json.HealthJson;
import dev.signalbox.report.reading.HealthReading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Serves the health report over HTTP, in every replica and to whoever shows a token: each as much of it as they may see
 * anyway. Nothing can be changed through it.
 */
@Singleton
class ReportServer {
    private static final Logger LOG = Logger.getLogger(ReportServer.class);
    private static final String BEARER = "bearer ";

    /** Of a large cluster a report takes some megabytes while it is made. */
    private final Semaphore turns = new Semaphore(1);

    private static final int PATIENCE_SECONDS = 10;

    private final int port;
    private final ReportAccess access;
    private final WatchedResources watched;
    private final ReportHistories histories;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile HttpServer server;

    private interface Form {
        void write(HealthReport report, Writer out) throws IOException;
    }

    private record Document(String type, Form form) {}

    private static final Map<String, Document> DOCUMENTS = Map.of(
            "/", new Document("text/html; charset=utf-8", HealthPage::write),
            "/report.json",
                    new Document(
                            "application/json",
                            (report, out) -> out.append(HealthJson.of(report).toString())));

    @Inject
    ReportServer(KubernetesClient client, OperatorSettings settings, WatchedResources watched) {
        port = settings.report().port();
        access = new ReportAccess(client, settings.report().audience());
        this.watched = watched;
        histories = new ReportHistories(client);
    }

    void onStart(@Observes StartupEvent event) {
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
            server.createContext("/", this::answer);
            server.setExecutor(threads);
            server.start();
        } catch (IOException e) {
            LOG.error("the report can't be served at port " + port, e); // what the operator is for does not need it
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Cache-Control", "no-store");
            headers.set("Content-Security-Policy", HealthPage.POLICY);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            Document document = DOCUMENTS.get(exchange.getRequestURI().getPath());
            if (document == null) {
                refuse(exchange, 404, "there is / for people and /report.json for machines");
            } else if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                headers.set("Allow", "GET, HEAD");
                refuse(exchange, 405, "the report can only be read");
            } else {
                answerInTurn(exchange, document);
            }
        } catch (RuntimeException e) {
            LOG.error("a report could not be made", e);
            throw e;
        }
    }

    private void answerInTurn(HttpExchange exchange, Document document) throws IOException {
        Optional<String> token = token(exchange.getRequestHeaders());
        if (token.isEmpty()) {
            unauthenticated(exchange);
            return;
        }
        if (!watched.known().isDone()) {
            refuse(exchange, 503, "not everything has been read yet");
            return;
        }
        if (!isMyTurn()) {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(PATIENCE_SECONDS));
            refuse(exchange, 503, "too many ask at once");
            return;
        }
        try {
            answerTo(exchange, document, token.get());
        } catch (KubernetesClientException e) {
            refuse(exchange, 503, "the API server can't be asked (status " + e.getCode() + ")");
        } finally {
            turns.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void answerTo(HttpExchange exchange, Document document, String token) throws IOException {
        Instant now = Instant.now();
        Resources resources = resources();
        switch (access.of(token, () -> namespaces(resources))) {
            case ReportAccess.Verdict.Unauthenticated() -> unauthenticated(exchange);
            case ReportAccess.Verdict.Forbidden(String why) -> refuse(exchange, 403, why);
            case ReportAccess.Verdict.Undecided(String why) -> refuse(exchange, 503, why);
            case ReportAccess.Verdict.Allowed(Scope scope) ->
                send(exchange, document, HealthReading.of(resources.within(scope), histories.of(resources, now), now));
        }
    }

    private Resources resources() {
        return new Resources(
                watched.slos().all().toList(),
                watched.services().all().toList(),
                watched.samplingPolicies().all().toList(),
                watched.policies().all().toList(),
                watched.stack(),
                new Scope.Cluster());
    }

    private static void send(HttpExchange exchange, Document document, HealthReport report) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", document.type());
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8))) {
            document.form().write(report, out);
        }
    }

    private static Set<String> namespaces(Resources resources) {
        Stream<String> unobserved = resources
                .stack()
                .map(ObservabilityStack::getStatus)
                .map(ObservabilityStackStatus::coverage)
                .map(CoverageStatus::missing)
                .orElse(List.of())
                .stream()
                .map(MissingWorkload::namespace);
        Stream<String> declared = Stream.of(resources.slos(), resources.services(), resources.policies())
                .flatMap(List::stream)
                .map((HasMetadata resource) -> resource.getMetadata().getNamespace());
        return Stream.concat(declared, unobserved).collect(Collectors.toSet());
    }

    private static Optional<String> token(Headers headers) {
        return Optional.ofNullable(headers.getFirst("Authorization"))
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip())
                .filter(token -> !token.isEmpty());
    }

    private static void unauthenticated(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        refuse(exchange, 401, "show a token for the report's audience");
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        byte[] body = (why + "\n").getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @PreDestroy
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
        histories.close();
    }
}
