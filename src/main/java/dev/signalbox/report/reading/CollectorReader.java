package dev.signalbox.report.reading;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.report.CollectorHealth;
import dev.signalbox.report.CollectorHealth.Ready;
import dev.signalbox.report.Resources;
import java.util.Optional;

/** Collectors, as the stack's status has them; nobody's namespace. */
final class CollectorReader {
    private CollectorReader() {}

    static Optional<CollectorHealth> read(Resources resources) {
        return resources
                .stack()
                .filter(_ -> resources.scope().isCluster())
                .map(ObservabilityStack::getStatus)
                .map(status -> new CollectorHealth(
                        Optional.ofNullable(status.agents()).flatMap(agents -> ready(agents.ready(), agents.desired())),
                        Optional.ofNullable(status.gateways())
                                .flatMap(gateways -> ready(gateways.ready(), gateways.desired())),
                        Optional.ofNullable(status.tenants())
                                .flatMap(tenants -> ready(tenants.ready(), tenants.desired())),
                        Problems.of(Read.list(status, ObservabilityStackStatus::conditions))));
    }

    private static Optional<Ready> ready(Integer ready, Integer desired) {
        return desired == null
                ? Optional.empty()
                : Optional.of(new Ready(Optional.ofNullable(ready).orElse(0), desired));
    }
}
