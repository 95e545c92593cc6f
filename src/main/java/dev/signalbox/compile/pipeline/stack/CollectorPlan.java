package dev.signalbox.compile.pipeline.stack;

import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration.Weight;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.ebpf.NodeWatchers;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.compile.pipeline.tenant.TenantCollector;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.model.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the collectors of a stack are to be told.
 *
 * @param agent for those on the nodes
 * @param gateway for those behind them
 * @param cluster for the one that watches the cluster; nothing without a server of metrics
 * @param headSampler for those that SDKs ask; nothing where none may
 * @param watchers those that look at pods through the kernel
 * @param tenants of namespaces, sorted by these
 * @param trials the same as it can be tried
 * @param claims every service once
 * @param sampling which service is sampled how
 * @param overlay what tells the sampling file from another one
 * @param remarks what owners of services and policies should know
 */
public record CollectorPlan(
        ConfigurationFiles agent,
        ConfigurationFiles gateway,
        Optional<ConfigurationFiles> cluster,
        Optional<ConfigurationFiles> headSampler,
        NodeWatchers watchers,
        List<TenantCollector> tenants,
        Trials trials,
        ServiceClaims claims,
        SamplingPlan sampling,
        OverlayIdentity overlay,
        Remarks remarks) {
    public CollectorPlan {
        tenants = List.copyOf(tenants);
    }

    /**
     * What is started before any collector is told anything.
     *
     * @param agent all of it
     * @param gateway all of it, both files in one
     * @param cluster all of it
     */
    public record Trials(
            CollectorConfiguration agent,
            CollectorConfiguration gateway,
            Optional<CollectorConfiguration> cluster,
            CollectorVersion version) {

        /** A configuration as it can be started anywhere, in files that objects can hold. */
        public List<String> texts(CollectorConfiguration configuration) {
            return TrialConfiguration.of(configuration).texts(version, ConfigurationFiles.LARGEST_BYTES);
        }
    }

    /** For the spans of a trace, in gateways. */
    public Duration decisionWait() {
        return sampling.decisionWait();
    }

    /** Components that no object can hold, where there are any; nothing of a plan with one may be applied. */
    public List<Violation> tooLarge() {
        return Stream.of(new Sized(agent, trials.agent()), new Sized(gateway, trials.gateway()))
                .filter(sized -> sized.files().largestBytes() > ConfigurationFiles.LARGEST_BYTES)
                .map(sized -> violation(sized.files(), sized.configuration().heaviest(trials.version())))
                .toList();
    }

    private record Sized(ConfigurationFiles files, CollectorConfiguration configuration) {}

    private static Violation violation(ConfigurationFiles files, Weight heaviest) {
        return new Violation(
                "spec.collector",
                "must give no component more than %d KiB, was %d KiB for %s of %s"
                        .formatted(
                                ConfigurationFiles.LARGEST_BYTES / 1024,
                                heaviest.bytes() / 1024,
                                heaviest.component(),
                                files.collector().host()),
                "let more services share their lists of redact, routes and dropLabels");
    }
}
