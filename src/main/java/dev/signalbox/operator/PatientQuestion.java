package dev.signalbox.operator;

import dev.signalbox.operator.apply.InformerRetry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What is asked of the API server until it answers. A connection that was kept may be closed by the server as a request is
 * sent, and the client does not repeat what could be a write; a question changes nothing, so we do.
 */
final class PatientQuestion {
    private static final Logger LOG = Logger.getLogger(PatientQuestion.class);

    /** Connections that were kept are found closed one after the other; only then it is worth a word. */
    private static final int UNTOLD = 3;

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final String what;
    private final long end;

    /**
     * @param what is asked, after "could not"
     * @param patience for all that is asked from now on, together
     */
    PatientQuestion(String what, Duration patience) {
        this.what = what;
        this.end = System.nanoTime() + patience.toNanos();
    }

    /**
     * Returns the answer.
     *
     * @throws KubernetesClientException if it is that this can't be asked, or there is none in time
     */
    <T> T ask(Supplier<T> request) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; ; attempt++) {
            try {
                return request.get();
            } catch (KubernetesClientException e) {
                if (!InformerRetry.isNoAnswer(e) || System.nanoTime() - end >= 0) {
                    throw e;
                }
                if (attempt > UNTOLD) {
                    LOG.warnf("could not %s, trying again in %d ms: %s", what, pause, e.getMessage());
                }
            }
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }
}
