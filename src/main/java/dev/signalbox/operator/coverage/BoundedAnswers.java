package dev.signalbox.operator.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers of the API server, which are broken off where they are too long: what is in them, tenants decide. */
final class BoundedAnswers {
    private final KubernetesClient client;
    private final int most;
    private final Duration patience;

    /**
     * @param most bytes
     * @param patience for a whole answer
     */
    BoundedAnswers(KubernetesClient client, int most, Duration patience) {
        this.client = client;
        this.most = most;
        this.patience = patience;
    }

    /**
     * What it says; nothing: more than fits.
     *
     * @param path with its query
     */
    Optional<byte[]> to(String path, String accept) throws Unlisted {
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl() + path)
                .header("Accept", accept)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        Body body = new Body(most);
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            HttpResponse<AsyncBody> answer = client.getHttpClient()
                    .consumeBytes(request, body::take)
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
            answer.body().consume();
            if (!body.isWhole(answer.body(), deadline - System.nanoTime())) {
                return Optional.empty();
            }
            if (!answer.isSuccessful()) {
                throw new Unlisted(answer.code(), message(body.bytes(), answer.code()));
            }
            return Optional.of(body.bytes());
        } catch (ExecutionException | TimeoutException e) {
            throw new Unlisted(0, "the API server can't be asked: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unlisted(0, "interrupted");
        }
    }

    private static String message(byte[] body, int status) {
        JsonNode said = Serialization.unmarshal(new ByteArrayInputStream(body), JsonNode.class);
        return said.path("message").asText("status " + status);
    }

    /** As it comes, on the client's threads. */
    private static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int most;
        private volatile boolean tooLong;

        Body(int most) {
            this.most = most;
        }

        synchronized void take(List<ByteBuffer> buffers, AsyncBody from) {
            for (ByteBuffer buffer : buffers) {
                tooLong |= bytes.size() + buffer.remaining() > most;
                if (!tooLong) {
                    byte[] some = new byte[buffer.remaining()];
                    buffer.get(some);
                    bytes.writeBytes(some);
                }
            }
            if (tooLong) {
                from.cancel();
            } else {
                from.consume();
            }
        }

        boolean isWhole(AsyncBody from, long nanos) throws ExecutionException, TimeoutException, InterruptedException {
            try {
                from.done().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | java.util.concurrent.CancellationException e) {
                if (!tooLong) {
                    throw e;
                }
            }
            return !tooLong;
        }

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
