package dev.signalbox.sampling.queries;

/**
 * Names of what collectors count, as Prometheus has them.
 *
 * <p>A gateway's tail sampler also counts by policy ({@code otelcol_processor_tail_sampling_count_spans_sampled_total}, with
 * the feature gate {@code processor.tailsamplingprocessor.metricstatcountspanssampled}, labels {@code policy},
 * {@code sampled}, {@code decision}). That is of no use here: it counts each policy's vote rather than what leaves, and
 * services with equal parameters share a policy. So kept spans are counted by service behind the sampler; with the feature
 * gate {@code processor.tailsamplingprocessor.recordpolicy} it writes the name of the first policy that kept a trace into
 * the scope attribute {@code tailsampling.policy}, by which those of {@code keep} are told from the baseline's.
 */
public final class SpanMetrics {
    /** On everything below that is by service: {@code namespace/service}. */
    public static final String SERVICE = "signalbox_service";

    /** Spans that came to agents; before sampling. */
    public static final String RECEIVED = "signalbox_spans_received_total";

    /** Those of them with status error. */
    public static final String ERRORS = "signalbox_spans_errors_total";

    /** Those of them that are the root of a trace. */
    public static final String ROOTS = "signalbox_spans_roots_total";

    /** Spans that left the gateways' samplers. */
    public static final String KEPT = "signalbox_spans_kept_total";

    /** Those of them in traces that a {@code keep} rule decided. */
    public static final String KEPT_BY_KEEP = "signalbox_spans_kept_by_keep_total";

    /** Traces that a gateway's tail sampler saw for the first time; the collector's own, by replica. */
    public static final String GATEWAY_NEW_TRACES = "otelcol_processor_tail_sampling_new_trace_id_received_total";

    /** The replica, on the collector's own metrics. */
    public static final String REPLICA = "instance";

    private SpanMetrics() {}
}
