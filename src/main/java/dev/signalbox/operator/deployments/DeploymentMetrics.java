package dev.signalbox.operator.deployments;

import dev.signalbox.api.v1alpha1.WorkloadChange;
import dev.signalbox.model.ResourceName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** When services were deployed, for annotations in graphs: at most twenty series of a service. */
@Singleton
public class DeploymentMetrics {
    private final MultiGauge times;
    private Map<ResourceName, List<WorkloadChange>> last = Map.of();

    @Inject
    DeploymentMetrics(MeterRegistry registry) {
        times = MultiGauge.builder("signalbox.deployment.timestamp")
                .baseUnit("seconds")
                .description("When a workload of a service got other images, in seconds since 1970")
                .register(registry);
    }

    void seen(Map<ResourceName, List<WorkloadChange>> deployments) {
        if (Objects.equals(deployments, last)) {
            return;
        }
        last = Map.copyOf(deployments);
        times.register(
                deployments.entrySet().stream()
                        .flatMap(service -> service.getValue().stream()
                                .map(change -> Row.of(
                                        Tags.of(
                                                "namespace", service.getKey().namespace(),
                                                "service", service.getKey().name(),
                                                "kind", change.kind(),
                                                "workload", change.name(),
                                                "images", String.join(" ", change.images()),
                                                "time", change.time()),
                                        (double) Instant.parse(change.time()).getEpochSecond())))
                        .toList(),
                true);
    }
}
