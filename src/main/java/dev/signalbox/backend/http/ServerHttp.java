package dev.signalbox.backend.http;

import dev.signalbox.backend.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * Questions to one server: bounded in time, size and number, asked again where that may help, and not asked at all for a
 * while where it hasn't for long. A redirect is not followed: it would take credentials elsewhere.
 */
public final class ServerHttp implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final String JSON = "application/json";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Endpoint endpoint;
    private final Limits limits;
    private final Breaker breaker;
    private final Semaphore free;
    private final Optional<HttpClient> client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("backend-deadline").factory());

    public ServerHttp(Endpoint endpoint, Limits limits) {
        this(endpoint, limits, InstantSource.system());
    }

    ServerHttp(Endpoint endpoint, Limits limits, InstantSource time) {
        this.endpoint = endpoint;
        this.limits = limits;
        this.breaker = new Breaker(time);
        this.free = new Semaphore(limits.atOnce());
        this.client = client(endpoint.access().trust());
    }

    /**
     * What the server says.
     *
     * @param path below the endpoint, encoded, parameters included
     * @param type what is wanted, as {@code Accept}
     */
    public <T> Answer<T> get(String path, String type, Reading<T> reading) {
        return exchange(new Question(path, type, Optional.empty(), limits.tries()), reading);
    }

    /**
     * What the server says to something that is sent to it; sent once, as it may have arrived without an answer.
     *
     * @param path below the endpoint, encoded, parameters included
     * @param json what is sent
     */
    public <T> Answer<T> post(String path, String json, Reading<T> reading) {
        return exchange(new Question(path, JSON, Optional.of(json), 1), reading);
    }

    private record Question(String path, String type, Optional<String> json, int tries) {
        HttpRequest.Builder asked(HttpRequest.Builder request) {
            return json.map(body ->
                            request.header("Content-Type", JSON).POST(HttpRequest.BodyPublishers.ofString(body)))
                    .orElse(request)
                    .header("Accept", type);
        }
    }

    private <T> Answer<T> exchange(Question question, Reading<T> reading) {
        if (client.isEmpty()) {
            return unavailable(
                    "can't be asked: its certificates or key (auth.tls.secretRef) are no PEM that can be read");
        }
        Optional<String> refusal = breaker.refusal();
        if (refusal.isPresent()) {
            return unavailable(refusal.get());
        }
        Answer<T> answer = ask(question, reading);
        switch (answer) {
            case Answer.Given<T> _ -> breaker.succeeded();
            case Answer.Unavailable<T>(String why) ->
                breaker.failed(why.substring(endpoint.url().length() + 1));
        }
        return answer;
    }

    /** Questions in flight are broken off. */
    @Override
    public void close() {
        clock.shutdownNow();
        client.ifPresent(HttpClient::shutdownNow);
    }

    private <T> Answer<T> ask(Question question, Reading<T> reading) {
        long end = System.nanoTime() + limits.time().toNanos();
        try {
            if (!free.tryAcquire(limits.time().toNanos(), TimeUnit.NANOSECONDS)) {
                return unavailable("is busy with other questions");
            }
        } catch (InterruptedException e) {
            return interrupted();
        }
        try {
            return tries(question, reading, end);
        } catch (InterruptedException e) {
            return interrupted();
        } finally {
            free.release();
        }
    }

    private <T> Answer<T> tries(Question question, Reading<T> reading, long end) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int left = question.tries() - 1; ; left--) {
            Duration rest = Duration.ofNanos(end - System.nanoTime());
            switch (attempt(question, reading, rest)) {
                case Outcome.Answered<T>(T value) -> {
                    return new Answer.Given<>(value);
                }
                case Outcome.Failed<T>(String why, boolean again, Optional<Duration> after) -> {
                    Duration wait = jittered(
                            after.filter(asked -> asked.compareTo(rest) < 0).orElse(pause));
                    if (!again || left == 0 || end - System.nanoTime() <= wait.toNanos()) {
                        return unavailable(why);
                    }
                    Thread.sleep(wait);
                }
            }
            pause = pause.multipliedBy(2);
        }
    }

    private <T> Outcome<T> attempt(Question question, Reading<T> reading, Duration rest) throws InterruptedException {
        try {
            HttpRequest.Builder request = question.asked(
                    HttpRequest.newBuilder(endpoint.resolve(question.path())).timeout(rest));
            endpoint.access().tenant().ifPresent(tenant -> request.header("X-Scope-OrgID", tenant));
            endpoint.access().credentials().header().ifPresent(header -> request.header("Authorization", header));
            HttpResponse<InputStream> response =
                    client.orElseThrow().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return response.statusCode() == 200
                        ? new Outcome.Answered<>(read(body, rest, reading))
                        : StatusCode.refusal(response);
            }
        } catch (HttpTimeoutException e) {
            return Outcome.Failed.forGood(
                    "did not answer within " + limits.time().toSeconds() + " s");
        } catch (ConnectException e) {
            return Outcome.Failed.forNow("does not accept connections");
        } catch (SSLException e) {
            return Outcome.Failed.forGood("was not trusted, or did not trust us: " + e.getMessage());
        } catch (IOException e) {
            return Outcome.Failed.forGood("gave no answer that can be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return Outcome.Failed.forGood("is no address that can be asked");
        }
    }

    /** The client's own time-out ends with the headers; what comes after is closed when the time is up. */
    private <T> T read(InputStream body, Duration rest, Reading<T> reading) throws IOException {
        ScheduledFuture<?> deadline = clock.schedule(() -> close(body), rest.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return reading.from(new LimitedStream(body, limits.bytes()));
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

    /** Half of it to all of it, so that many callers don't come back together. */
    private static Duration jittered(Duration pause) {
        long half = pause.toMillis() / 2;
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }

    private <T> Answer<T> interrupted() {
        Thread.currentThread().interrupt();
        return unavailable("was not waited for");
    }

    private <T> Answer<T> unavailable(String why) {
        return new Answer.Unavailable<>(endpoint.url() + " " + why);
    }

    private static Optional<HttpClient> client(Trust trust) {
        try {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT);
            if (!trust.equals(Trust.DEFAULT)) {
                builder.sslContext(TlsContext.of(trust));
            }
            return Optional.of(builder.build());
        } catch (GeneralSecurityException | IOException e) {
            return Optional.empty(); // told with each question
        }
    }
}
