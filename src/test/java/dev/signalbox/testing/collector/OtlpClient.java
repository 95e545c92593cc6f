package dev.signalbox.testing.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Sends telemetry as OTLP's JSON over HTTP, as an SDK would. */
public final class OtlpClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final URI receiver;
    private final HttpClient http;

    private OtlpClient(URI receiver, HttpClient http) {
        this.receiver = receiver;
        this.http = http;
    }

    /**
     * What the receiver answered.
     *
     * @param status of HTTP
     * @param body where it has something to say
     */
    public record Answer(int status, String body) {
        public boolean accepted() {
            return status == 200;
        }
    }

    /** Sends to that address and whichever way the machine thinks best. */
    public static OtlpClient to(LoopbackAddress receiver) {
        return new OtlpClient(receiver.otlp(), HttpClient.newHttpClient());
    }

    /** Sends to one address from another, as a pod with that address would. */
    public static OtlpClient to(LoopbackAddress receiver, String from) {
        try {
            return new OtlpClient(
                    receiver.otlp(),
                    HttpClient.newBuilder()
                            .localAddress(InetAddress.getByName(from))
                            .build());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(from, e);
        }
    }

    public Answer sendSpans(List<Span> spans) {
        return send("/v1/traces", OtlpWriter.spans(spans));
    }

    public Answer sendLogs(List<LogRecord> records) {
        return send("/v1/logs", OtlpWriter.logs(records));
    }

    public Answer sendMetrics(List<MetricPoint> points) {
        return send("/v1/metrics", OtlpWriter.metrics(points));
    }

    /**
     * Sends a request as it is, with what the others have no word for.
     *
     * @param path such as {@code /v1/traces}
     */
    public Answer send(String path, JsonNode request) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(receiver.resolve(path))
                            .header("Content-Type", "application/json")
                            .timeout(TIMEOUT)
                            .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(receiver + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending to " + receiver, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
