package dev.signalbox.sidecar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Asks a collector's {@code health_check} extension. With the oldest client of the JDK: the newer one would bring its own
 * threads and all certificates of the JDK into a process that must be small.
 *
 * @param url where it answers
 * @param timeout for one answer
 */
public record HealthCheck(URI url, Duration timeout) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_ANSWER = 16 * 1024;

    /** One question. */
    public Health ask() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("Connection", "close");
            try {
                int status = connection.getResponseCode();
                return status / 100 == 2
                        ? new Health.Serving(since(connection))
                        : new Health.Failing(url + " answers " + status);
            } finally {
                connection.disconnect();
            }
        } catch (SocketTimeoutException e) {
            return new Health.Failing(url + " does not answer within " + timeout.toMillis() + " ms");
        } catch (IOException e) {
            return new Health.Failing(url + ": " + e.getMessage());
        }
    }

    private static Optional<Instant> since(HttpURLConnection connection) throws IOException {
        byte[] answer;
        try (InputStream body = connection.getInputStream()) {
            answer = body.readNBytes(LONGEST_ANSWER);
        }
        try (JsonParser json = JSON.createParser(answer)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "upSince".equals(json.currentName())) {
                    return Optional.of(OffsetDateTime.parse(json.getText()).toInstant());
                }
            }
            return Optional.empty();
        } catch (IOException | DateTimeException e) {
            return Optional.empty(); // a body of the user's own
        }
    }
}
