package dev.signalbox.operator;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Sees each request to the API server right before it is sent, also when it is sent again: writes go out from whoever leads
 * alone, however they were made, and requests for the lease tell how long that is.
 */
@ApplicationScoped
class ApiRequests implements Interceptor {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/";

    /** Questions that are asked by making an object which nobody keeps. */
    private static final List<String> QUESTIONS =
            List.of("/apis/authentication.k8s.io/", "/apis/authorization.k8s.io/");

    /** The client's own end of an attempt, 8 s and 5 s, and some more: then nothing more comes of it. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Leadership leadership;
    private final Map<UUID, Moment> writes = new ConcurrentHashMap<>();
    private volatile Renewal renewal = new Renewal(UUID.randomUUID(), Moment.now());

    /** A write of the lease that follows on a look at it. */
    private record Renewal(UUID request, Moment since) {}

    ApiRequests(Leadership leadership) {
        this.leadership = leadership;
    }

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(
            AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
        if (leadership.isElected()) {
            sending(request);
        }
        return consumer;
    }

    private void sending(HttpRequest request) {
        String path = request.uri().getPath();
        boolean reads = READS.contains(request.method());
        if (path.startsWith(LEASES)) {
            if (reads) {
                leadership.asking();
            } else {
                renewal = new Renewal(request.id(), leadership.asked());
            }
        } else if (!reads && QUESTIONS.stream().noneMatch(path::startsWith)) {
            writing(request.id());
        }
    }

    /** It counts as under way before it is asked for, so that nobody who closes the gate misses it. */
    private void writing(UUID request) {
        writes.values().removeIf(since -> since.age().compareTo(LONGEST) > 0);
        writes.put(request, Moment.now());
        try {
            leadership.check();
        } catch (IllegalStateException e) {
            answered(request);
            throw e;
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        answered(request.id());
        Renewal last = renewal;
        if (last.request().equals(request.id()) && HttpResponse.isSuccessful(response.code())) {
            leadership.renewed(last.since());
        }
    }

    private synchronized void answered(UUID request) {
        if (writes.remove(request) != null) {
            notifyAll();
        }
    }

    /**
     * Waits for the answers to all writes that were sent.
     *
     * @return false where some did not come in time
     */
    synchronized boolean settle(Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (!writes.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
