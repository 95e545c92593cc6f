package dev.signalbox.operator.freeze;

import dev.signalbox.api.v1alpha1.FreezeGateSpec;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What is to be told of gates: by SLO for their statuses, and as series, one for each gate that is closed. */
@Singleton
public class PublishedFreeze {
    private final List<Consumer<ResourceName>> listeners = new CopyOnWriteArrayList<>();
    private final MultiGauge closed;
    private volatile Map<ResourceName, Verdict> verdicts = Map.of();

    @Inject
    PublishedFreeze(MeterRegistry registry) {
        closed = MultiGauge.builder("signalbox.freeze.closed")
                .description(
                        "1 while deployments of a service are held back, because this SLO's error budget is exhausted")
                .register(registry);
    }

    /** Nothing while it is not known, or the SLO does not say {@code Freeze}. */
    public Optional<Verdict> of(ResourceName slo) {
        return Optional.ofNullable(verdicts.get(slo));
    }

    /** @param listener called for each SLO of which there is something new */
    public void onChange(Consumer<ResourceName> listener) {
        listeners.add(listener);
    }

    /**
     * @param next by SLO
     * @param gates that are closed, by service
     */
    void publish(Map<ResourceName, Verdict> next, Map<ResourceName, FreezeGateSpec> gates) {
        closed.register(
                gates.entrySet().stream()
                        .map(gate -> Row.of(
                                Tags.of(
                                        "namespace",
                                        gate.getKey().namespace(),
                                        "service",
                                        gate.getKey().name(),
                                        "slo",
                                        gate.getValue().slo()),
                                1))
                        .toList(),
                true);
        Map<ResourceName, Verdict> before = verdicts;
        verdicts = Map.copyOf(next);
        Set<ResourceName> changed = new HashSet<>(before.keySet());
        changed.addAll(next.keySet());
        changed.removeIf(slo -> Objects.equals(before.get(slo), next.get(slo)));
        changed.forEach(slo -> listeners.forEach(listener -> listener.accept(slo)));
    }
}
