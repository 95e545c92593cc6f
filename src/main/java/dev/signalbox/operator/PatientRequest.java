package dev.signalbox.operator;

import dev.signalbox.operator.apply.InformerRetry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What is sent to the API server until it answers. A connection that was kept may be closed by the server as a request is sent,
 * and the client does not repeat what could be a write. This is for what does no harm when it comes twice: questions, and
 * objects whose names say all that they are.
 */
final class PatientRequest {
    private static final Logger LOG = Logger.getLogger(PatientRequest.class);

    /** Connections that were kept are found closed one after the other; only then it is worth a word. */
    private static final int UNTOLD = 3;

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final String what;
    private final long end;

    /** In milliseconds; one for all that is sent side by side, as it is the same server that does not answer. */
    private final AtomicLong pause = new AtomicLong(FIRST_PAUSE_MILLIS);

    /**
     * @param what it is, after "could not"
     * @param patience for all that is sent from now on, together
     */
    PatientRequest(String what, Duration patience) {
        this.what = what;
        this.end = System.nanoTime() + patience.toNanos();
    }

    /**
     * Returns the answer.
     *
     * @throws KubernetesClientException if it is a refusal, or there is none in time
     */
    <T> T send(Supplier<T> request) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            long wait = pause.get();
            try {
                T answer = request.get();
                pause.set(FIRST_PAUSE_MILLIS);
                return answer;
            } catch (KubernetesClientException e) {
                if (!InformerRetry.isNoAnswer(e) || System.nanoTime() - end >= 0) {
                    throw e;
                }
                if (attempt > UNTOLD) {
                    LOG.warnf("could not %s, trying again in %d ms: %s", what, wait, e.getMessage());
                }
            }
            pause.compareAndSet(wait, Math.min(2 * wait, LONGEST_PAUSE_MILLIS));
            Thread.sleep(wait);
        }
    }
}
