package dev.signalbox.compile.pipeline.workload;

import java.util.Locale;

/** What a collector is there for. */
public enum CollectorRole {
    /** On each node: takes telemetry in, attributes, redacts and drops. */
    AGENT,

    /** Behind the agents: samples traces, queues, sends. */
    GATEWAY,

    /** One for the cluster: its state. */
    CLUSTER_COLLECTOR,

    /** One for a tenant's namespace: dependencies and probes. */
    TENANT_COLLECTOR,

    /** Tells SDKs how many traces to start. */
    HEAD_SAMPLER,

    /** On each node, one for a namespace: makes telemetry of pods that make none. */
    OBSERVER,

    /** On each node: samples the stacks of pods whose services ask for it. */
    PROFILER,

    /** Starts a configuration before it is rolled out. */
    TRIAL;

    /** The value of the label {@code signalbox.dev/role}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
