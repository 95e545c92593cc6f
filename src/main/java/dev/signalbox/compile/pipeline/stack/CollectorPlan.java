package dev.signalbox.compile.pipeline.stack;

import dev.signalbox.compile.pipeline.Remarks;
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
 * @param decisionWait for the spans of a trace, in gateways
 * @param remarks what owners of services and policies should know
 */
public record CollectorPlan(
        ConfigurationFiles agent, ConfigurationFiles gateway, Duration decisionWait, Remarks remarks) {

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
