package dev.signalbox.operator.cardinality;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;

/**
 * A service whose series are counted.
 *
 * @param resource as it is watched, with the status that was told before
 * @param service what its owner means
 */
record Counted(ServiceObservability resource, TelemetryService service) {
    ResourceName name() {
        return service.resource();
    }

    ServiceKey key() {
        return service.key();
    }

    /** An agent takes something off it, so that a scrape has more than what is kept. */
    boolean isReduced() {
        return !service.metrics().dropLabels().isEmpty()
                || !service.metrics().dropMetrics().isEmpty();
    }
}
