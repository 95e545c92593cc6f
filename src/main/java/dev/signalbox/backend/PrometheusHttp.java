package dev.signalbox.backend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Prometheus' HTTP API, of version 1. Answers are read as they come, up to a limit, and within a time. */
public final class PrometheusHttp implements RuleServer, QueryServer, VersionServer, AutoCloseable {
    /** Ten thousand SLOs' rules; a server that says more is not believed. */
    static final long LARGEST_ANSWER = 64L * 1024 * 1024;

    private static final long SMALL_ANSWER = 64L * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("backend-deadline").factory());
    private final PrometheusEndpoint endpoint;
    private final Duration time;
    private final long largestAnswer;

    public PrometheusHttp(PrometheusEndpoint endpoint) {
        this(endpoint, Duration.ofSeconds(30), LARGEST_ANSWER);
    }

    /** For a question that somebody waits for, with a small answer. */
    public static PrometheusHttp brief(PrometheusEndpoint endpoint) {
        return new PrometheusHttp(endpoint, CONNECT, SMALL_ANSWER);
    }

    /**
     * @param time that a whole answer may take
     * @param largestAnswer in bytes
     */
    PrometheusHttp(PrometheusEndpoint endpoint, Duration time, long largestAnswer) {
        this.endpoint = endpoint;
        this.time = time;
        this.largestAnswer = largestAnswer;
    }

    @Override
    public Answer<Integer> rules(Consumer<EvaluatedRule> each) {
        return get(endpoint.resolve("/api/v1/rules"), json -> PrometheusAnswers.rules(json, each));
    }

    @Override
    public Answer<List<Sample>> query(String expression) {
        return get(endpoint.query(expression), PrometheusAnswers::samples);
    }

    @Override
    public Answer<String> version() {
        return get(endpoint.resolve("/api/v1/status/buildinfo"), PrometheusAnswers::version);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.shutdownNow();
    }

    private interface Reading<T> {
        T from(JsonParser json) throws IOException;
    }

    private <T> Answer<T> get(URI uri, Reading<T> reading) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(time).header("Accept", "application/json");
        endpoint.tenant().ifPresent(tenant -> request.header("X-Scope-OrgID", tenant));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return response.statusCode() == 200
                        ? read(body, reading)
                        : unavailable("answered with status " + response.statusCode());
            }
        } catch (HttpTimeoutException e) {
            return unavailable("did not answer within " + time.toSeconds() + " s");
        } catch (ConnectException e) {
            return unavailable("does not accept connections");
        } catch (IOException | IllegalArgumentException e) {
            return unavailable("gave no answer that can be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable("was not waited for");
        }
    }

    /** The client's own time-out ends with the headers; what comes after is closed when the time is up. */
    private <T> Answer<T> read(InputStream body, Reading<T> reading) throws IOException {
        ScheduledFuture<?> deadline = clock.schedule(() -> close(body), time.toMillis(), TimeUnit.MILLISECONDS);
        try (JsonParser json = JSON.createParser(new LimitedStream(body, largestAnswer))) {
            return new Answer.Given<>(reading.from(json));
        } finally {
            deadline.cancel(false);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // The reader will notice.
        }
    }

    private <T> Answer<T> unavailable(String why) {
        return new Answer.Unavailable<>(endpoint.url() + " " + why);
    }
}
