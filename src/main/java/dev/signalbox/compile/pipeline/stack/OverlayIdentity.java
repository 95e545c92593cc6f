package dev.signalbox.compile.pipeline.stack;

import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.gateway.GatewayConfiguration;
import dev.signalbox.compile.pipeline.sampling.DecisionSizing;
import dev.signalbox.compile.pipeline.sampling.GatewaySampling;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What tells two sampling files apart before anybody reads them.
 *
 * @param structure hash of the file as it is without anything that was learned: two with the same differ in what was learned
 *     alone, which is numbers, and by which of them services are grouped; what users wrote is the same
 * @param boosts hash of which services are in trouble and what they are given; nothing: none is
 */
public record OverlayIdentity(String structure, Optional<String> boosts) {

    /** @param declared by the users alone */
    static OverlayIdentity of(TelemetryStack stack, SamplingPlan declared, Tuning tuning, CollectorVersion version) {
        GatewayConfiguration untuned = GatewayConfiguration.of(
                stack, GatewaySampling.of(declared, stack.baselinePercent(), 1, DecisionSizing.UNMEASURED));
        return new OverlayIdentity(
                ContentHash.of(untuned.whole().overlay(version, untuned.sampling())), boosts(tuning));
    }

    private static Optional<String> boosts(Tuning tuning) {
        return tuning.boosted().isEmpty()
                ? Optional.empty()
                : Optional.of(ContentHash.of(new TreeMap<>(tuning.percentages())
                        .entrySet().stream()
                                .filter(service -> tuning.boosted().contains(service.getKey()))
                                .map(service -> service.getKey() + "="
                                        + service.getValue().toPlainString())
                                .collect(Collectors.joining("\n"))));
    }
}
