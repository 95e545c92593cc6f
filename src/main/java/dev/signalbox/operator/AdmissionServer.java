package dev.signalbox.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.signalbox.operator.admission.Answer;
import dev.signalbox.operator.admission.BodyAllowance;
import dev.signalbox.operator.admission.ResourceDoor;
import dev.signalbox.operator.admission.Review;
import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.transport.MountedCertificate;
import dev.signalbox.operator.transport.ServerCertificate;
import dev.signalbox.operator.transport.WebhookCertificate;
import dev.signalbox.operator.watched.WatchedResources;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/**
 * Tells the API server whether resources of ours are right before it takes them: {@code POST /validate}, over TLS, in every
 * replica. It reads what it is sent and what informers hold, and changes nothing, so that a dry run is like any other.
 */
@Singleton
class AdmissionServer {
    private static final String PATH = "/validate";
    private static final Logger LOG = Logger.getLogger(AdmissionServer.class);

    private final OperatorSettings.Webhook settings;
    private final WatchedResources watched;
    private final OperatorMetrics metrics;
    private final ResourceDoor door;
    private final ServerCertificate certificate;
    private final BodyAllowance bodies = new BodyAllowance();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Loop loop;
    private volatile HttpsServer server;

    @Inject
    AdmissionServer(
            KubernetesClient client,
            OperatorSettings settings,
            Leadership leadership,
            WatchedResources watched,
            OperatorMetrics metrics,
            Loops loops) {
        this.settings = settings.webhook();
        this.watched = watched;
        this.metrics = metrics;
        this.loop = loops.loop("webhook-certificate");
        this.door = new ResourceDoor(
                new AdmissionSources(watched), settings.guardrails().enabled(), () -> LocalDate.now(ZoneOffset.UTC));
        this.certificate = switch (this.settings.certificates()) {
            case OWN -> new WebhookCertificate(client, leadership, leadership::leads, place(client));
            case CERT_MANAGER -> new WebhookCertificate(client, leadership, () -> false, place(client));
            case MOUNTED -> new MountedCertificate(Path.of(this.settings.directory()));
        };
    }

    private WebhookCertificate.Place place(KubernetesClient client) {
        String namespace = settings.namespace().orElseGet(client::getNamespace);
        return new WebhookCertificate.Place(
                namespace,
                settings.secret(),
                settings.configuration(),
                settings.names().orElse(List.of("signalbox-webhook." + namespace + ".svc")));
    }

    void onStart(@Observes StartupEvent event) {
        if (settings.enabled()) {
            CompletableFuture<Void> _ = watched.known().thenRun(this::lookOnAndOn);
        }
    }

    private void lookOnAndOn() {
        loop.every(Duration.ZERO, settings.lookEvery(), "keep the webhook's certificate", this::look);
    }

    private void look() {
        try {
            certificate.look(Instant.now());
            Optional<SSLContext> context = certificate.context();
            if (server == null && context.isPresent()) {
                server = listen(context.get());
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpsServer listen(SSLContext context) throws IOException {
        HttpsServer started = HttpsServer.create(new InetSocketAddress(settings.port()), 0);
        started.setHttpsConfigurator(new HttpsConfigurator(context));
        started.createContext("/", this::answer);
        started.setExecutor(threads);
        started.start();
        return started;
    }

    private void answer(HttpExchange exchange) throws IOException {
        long began = System.nanoTime();
        try (exchange) {
            Reply reply = reply(exchange);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
            metrics.admitted(reply.outcome(), Duration.ofNanos(System.nanoTime() - began));
        } catch (RuntimeException e) {
            LOG.error("a resource could not be looked at", e);
            throw e;
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return Reply.turnedAway(404, "there is " + PATH);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return Reply.turnedAway(405, "reviews are posted");
        }
        return switch (bodies.use(exchange.getRequestBody(), length(exchange), this::reply)) {
            case BodyAllowance.Outcome.Used<Reply>(Reply reply) -> reply;
            case BodyAllowance.Outcome.TooLarge<Reply> _ ->
                Reply.turnedAway(413, "must have at most " + BodyAllowance.LARGEST + " bytes");
            case BodyAllowance.Outcome.Busy<Reply> _ -> Reply.turnedAway(503, "too many ask at once");
        };
    }

    private Reply reply(byte[] body) {
        return switch (Review.read(body)) {
            case Review.Reading.Read(Review review) -> {
                Answer answer = door.answer(review);
                yield new Reply(
                        200,
                        "application/json",
                        answer.json(review.uid()),
                        answer.isAllowed() ? OperatorMetrics.Admission.ALLOWED : OperatorMetrics.Admission.DENIED);
            }
            case Review.Reading.Unreadable(String why) -> Reply.turnedAway(400, why);
        };
    }

    /** Negative where it is not said, or is no number. */
    private static long length(HttpExchange exchange) {
        String said = exchange.getRequestHeaders().getFirst("Content-Length");
        return said != null && said.matches("[0-9]{1,18}") ? Long.parseLong(said) : -1;
    }

    private record Reply(int status, String type, String body, OperatorMetrics.Admission outcome) {
        static Reply turnedAway(int status, String why) {
            return new Reply(status, "text/plain; charset=utf-8", why + "\n", OperatorMetrics.Admission.TURNED_AWAY);
        }
    }

    @PreDestroy
    void stop() {
        loop.close();
        if (server != null) {
            server.stop(1);
        }
        threads.shutdownNow();
    }
}
