package dev.signalbox.compile.pipeline.stack;

import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.model.Violation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the collectors of a stack are to be told.
 *
 * @param agent for those on the nodes
 * @param gateway for those behind them
 * @param trials the same as it can be tried
 * @param claims every service once
 * @param sampling which service is sampled how
 * @param overlay what tells the sampling file from another one
 * @param remarks what owners of services and policies should know
 */
public record CollectorPlan(
        ConfigurationFiles agent,
        ConfigurationFiles gateway,
        Trials trials,
        ServiceClaims claims,
        SamplingPlan sampling,
        OverlayIdentity overlay,
        Remarks remarks) {

    /**
     * What is started before any collector is told anything.
     *
     * @param agent all of it
     * @param gateway all of it, both files in one
     */
    public record Trials(CollectorConfiguration agent, CollectorConfiguration gateway, CollectorVersion version) {

        /** One file. */
        public String agentText() {
            return TrialConfiguration.of(agent).text(version);
        }

        /** One file. */
        public String gatewayText() {
            return TrialConfiguration.of(gateway).text(version);
        }
    }

    /** For the spans of a trace, in gateways. */
    public Duration decisionWait() {
        return sampling.decisionWait();
    }

    /** The same for collectors that run with other files for the time being. */
    public CollectorPlan with(ConfigurationFiles agents, ConfigurationFiles gateways) {
        return new CollectorPlan(agents, gateways, trials, claims, sampling, overlay, remarks);
    }

    /** Configurations that no object can hold, where there are any; nothing of a plan with one may be applied. */
    public List<Violation> tooLarge() {
        return Stream.of(agent, gateway)
                .filter(files -> files.largestBytes() > ConfigurationFiles.LARGEST_BYTES)
                .map(files -> new Violation(
                        "spec.collector",
                        "must give configurations of at most %d KiB, was %d KiB for %s"
                                .formatted(
                                        ConfigurationFiles.LARGEST_BYTES / 1024,
                                        files.largestBytes() / 1024,
                                        files.collector().name()),
                        "let more services share their lists of redact, routes and dropLabels"))
                .toList();
    }
}
