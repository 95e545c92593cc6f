package dev.signalbox.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import org.jboss.logging.Logger;

/** What nobody foresaw: it is tried again, with growing pauses, and told once. */
final class Unforeseen {
    private static final Logger LOG = Logger.getLogger(Unforeseen.class);

    private Unforeseen() {}

    static <R extends HasMetadata> ErrorStatusUpdateControl<R> told(Context<R> context, Exception e) {
        if (context.getRetryInfo().map(RetryInfo::getAttemptCount).orElse(0) == 0) {
            LOG.errorf(e, "could not reconcile, trying again");
        }
        return ErrorStatusUpdateControl.noStatusUpdate();
    }
}
