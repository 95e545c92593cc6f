package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.Collector;
import dev.signalbox.intake.Findings;
import dev.signalbox.model.pipeline.Collectors;
import dev.signalbox.model.pipeline.Collectors.Agent;
import dev.signalbox.model.pipeline.Collectors.Gateway;
import dev.signalbox.model.pipeline.Collectors.Output;
import dev.signalbox.model.pipeline.Collectors.Placement;
import dev.signalbox.model.pipeline.Collectors.Replicas;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;

/** Reads {@code spec.collector} of an {@code ObservabilityStack}. */
final class CollectorsReader {
    private static final String AGENT = "spec.collector.agent";
    private static final String GATEWAY = "spec.collector.gateway";

    /** Appended to the namespace of the gateways. */
    private static final String OF_AGENTS = "-agents";

    private static final int MOST_REPLICAS = 100;
    private static final Replicas DEFAULT_REPLICAS = new Replicas(2, 10);
    private static final Quantity DEFAULT_QUEUE = new Quantity("10", "Gi");

    /** Less is a unit forgotten: one batch of spans takes megabytes. */
    private static final Quantity SMALLEST_QUEUE = new Quantity("100", "Mi");

    private CollectorsReader() {}

    /** @param namespace of the gateways */
    static Collectors read(Collector written, String namespace, Findings findings) {
        Optional<Collector> collector = Optional.ofNullable(written);
        Optional<String> image = collector.map(Collector::image);
        return new Collectors(
                image,
                CollectorImage.version(image, collector.map(Collector::version), findings),
                output(collector.map(Collector::output)),
                agent(collector.map(Collector::agent), namespace, findings),
                gateway(collector.map(Collector::gateway), findings));
    }

    private static Output output(Optional<Collector.Output> written) {
        return written.filter(Collector.Output.OPEN_TELEMETRY_COLLECTOR::equals)
                .map(output -> Output.OPEN_TELEMETRY_COLLECTOR)
                .orElse(Output.NATIVE);
    }

    private static Agent agent(Optional<Collector.Agent> written, String gateways, Findings findings) {
        String path = AGENT + ".namespace";
        Optional<String> said = written.map(Collector.Agent::namespace);
        String namespace = said.orElse(gateways + OF_AGENTS);
        // What is wrong with the gateways' own is told there.
        if (said.isPresent() || namespace.length() > ObjectNames.LONGEST_LABEL) {
            ObjectNames.requireLabel(path, namespace, "observability-agents", findings);
        }
        findings.require(
                !namespace.equals(gateways),
                path,
                "must not be that of the gateways, because reading container logs needs enforce=privileged; was \"%s\""
                        .formatted(namespace),
                "write e.g. observability-agents");
        return new Agent(
                namespace,
                ResourcesReader.read(
                        AGENT + ".resources",
                        written.map(Collector.Agent::resources),
                        ResourcesReader.OF_AGENTS,
                        findings),
                written.map(agent -> PlacementReader.read(AGENT, agent.nodeSelector(), agent.tolerations(), findings))
                        .orElse(Placement.ANYWHERE));
    }

    private static Gateway gateway(Optional<Collector.Gateway> written, Findings findings) {
        Optional<String> storageClass = written.map(Collector.Gateway::storageClass);
        storageClass.ifPresent(
                name -> ObjectNames.requireSubdomain(GATEWAY + ".storageClass", name, "standard", findings));
        Quantity queue = written.map(Collector.Gateway::queue).orElse(DEFAULT_QUEUE);
        return new Gateway(
                replicas(written.map(Collector.Gateway::replicas), findings),
                QuantityFields.bytes(GATEWAY + ".queue", queue, SMALLEST_QUEUE, findings),
                storageClass,
                ResourcesReader.read(
                        GATEWAY + ".resources",
                        written.map(Collector.Gateway::resources),
                        ResourcesReader.OF_GATEWAYS,
                        findings),
                written.map(gateway ->
                                PlacementReader.read(GATEWAY, gateway.nodeSelector(), gateway.tolerations(), findings))
                        .orElse(Placement.ANYWHERE));
    }

    private static Replicas replicas(Optional<Collector.Replicas> written, Findings findings) {
        String path = GATEWAY + ".replicas";
        int min = written.flatMap(
                        replicas -> NumberFields.within(1, MOST_REPLICAS, path + ".min", replicas.min(), findings))
                .orElse(DEFAULT_REPLICAS.min());
        int max = written.flatMap(
                        replicas -> NumberFields.within(1, MOST_REPLICAS, path + ".max", replicas.max(), findings))
                .orElse(DEFAULT_REPLICAS.max());
        findings.require(
                min <= max,
                path + ".max",
                "must be at least min, was %d with min %d".formatted(max, min),
                "write e.g. min: 2, max: 10");
        return new Replicas(min, max);
    }
}
