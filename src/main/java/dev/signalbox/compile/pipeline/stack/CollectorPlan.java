package dev.signalbox.compile.pipeline.stack;

import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import java.time.Duration;

/**
 * What the collectors of a stack are to be told.
 *
 * @param agent for those on the nodes
 * @param gateway for those behind them
 * @param decisionWait for the spans of a trace, in gateways
 * @param remarks what owners of services and policies should know
 */
public record CollectorPlan(
        ConfigurationFiles agent, ConfigurationFiles gateway, Duration decisionWait, Remarks remarks) {}
