package dev.signalbox.operator.apply;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether an informer tries again, which it does after 1 to 32 seconds and logs. By itself it doesn't before its first list:
 * one connection that the API server closes would end the operator's start.
 */
public final class InformerRetry implements ExceptionHandler {
    public static final InformerRetry INSTANCE = new InformerRetry();

    private static final int TOO_MANY_REQUESTS = 429;

    private InformerRetry() {}

    /**
     * Before the start an answer is an answer: it says that there are no rights, or no such kind. Afterwards who gave up would
     * know nothing any more and not say so: what could not be read of a watch may be right in the next list.
     */
    @Override
    public boolean retryAfterException(boolean started, Throwable failure) {
        return started || isNoAnswer(failure);
    }

    /** Nothing came, or only that it is too much at the moment, or that a list took too long to be gone on with. */
    public static boolean isNoAnswer(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .mapToInt(KubernetesClientException::getCode)
                .filter(code -> code > 0) // without an answer it is -1
                .allMatch(code -> code == TOO_MANY_REQUESTS
                        || code == HttpURLConnection.HTTP_GONE
                        || code >= HttpURLConnection.HTTP_INTERNAL_ERROR);
    }
}
