package dev.signalbox.intake.batch;

import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.routing.AlertRouting;

/** What a resource of ours says. */
public sealed interface Meaning {

    /** An {@code SLO}. */
    record Objective(Slo slo) implements Meaning {}

    /**
     * A {@code ServiceObservability}.
     *
     * @param declared what SLOs refer to
     * @param telemetry what collectors do for it
     */
    record Service(DeclaredService declared, TelemetryService telemetry) implements Meaning {

        /** Of the {@code ServiceObservability}. */
        public ResourceName name() {
            return telemetry.resource();
        }
    }

    /** A {@code SamplingPolicy}. */
    record Sampling(TraceSampling policy) implements Meaning {}

    /**
     * The {@code ObservabilityStack}; a cluster has one.
     *
     * @param rules how rules are written
     * @param telemetry where telemetry goes and how collectors run
     * @param dashboards where dashboards go
     * @param routing who is told of alerts
     */
    record Stack(RuleSettings rules, TelemetryStack telemetry, DashboardSettings dashboards, AlertRouting routing)
            implements Meaning {}

    /** An {@code ObservabilityPolicy}. */
    record Guardrail(Policy policy) implements Meaning {}
}
