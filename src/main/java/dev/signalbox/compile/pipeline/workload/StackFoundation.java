package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All of a stack that stays while configurations change: before it there can be no collector. */
public final class StackFoundation {
    private StackFoundation() {}

    /**
     * In the order in which they are applied, without the agents' namespace ({@link AgentWorkload#namespace}).
     *
     * @param scrapers namespaces from which collectors are scraped
     */
    public static List<HasMetadata> objects(TelemetryStack stack, Set<String> scrapers, ClusterFacts facts) {
        return ApplyOrder.of(Stream.of(
                        AgentWorkload.foundation(stack),
                        GatewayWorkload.foundation(stack),
                        ClusterCollectorWorkload.foundation(stack),
                        facts.serves(ServedKind.CERTIFICATE)
                                ? TransportSecurity.certificates(stack)
                                : Stream.<HasMetadata>empty(),
                        CollectorNetworkPolicies.ofStack(stack, scrapers),
                        CollectorMonitors.of(stack, facts),
                        CollectorRules.of(stack, facts).stream())
                .flatMap(objects -> objects));
    }
}
