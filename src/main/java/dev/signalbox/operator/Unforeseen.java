package dev.signalbox.operator;

import dev.signalbox.operator.apply.InformerRetry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import java.net.HttpURLConnection;
import org.jboss.logging.Logger;

/** What nobody foresaw, or an API server that does not answer: it is tried again, with growing pauses, and told once. */
final class Unforeseen {
    private static final Logger LOG = Logger.getLogger(Unforeseen.class);

    private Unforeseen() {}

    static <R extends HasMetadata> ErrorStatusUpdateControl<R> told(Context<R> context, Exception e) {
        if (context.getRetryInfo().map(RetryInfo::getAttemptCount).orElse(0) == 0) {
            if (isOfTheApiServer(e)) {
                LOG.warnf("could not reconcile, trying again: %s", e.getMessage());
            } else {
                LOG.errorf(e, "could not reconcile, trying again");
            }
        }
        return ErrorStatusUpdateControl.noStatusUpdate();
    }

    /** What is written to may be gone, with its namespace or its kind, before the watch that follows these has said so. */
    private static boolean isOfTheApiServer(Exception e) {
        return e instanceof KubernetesClientException failure
                && (InformerRetry.isNoAnswer(failure) || failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND);
    }
}
