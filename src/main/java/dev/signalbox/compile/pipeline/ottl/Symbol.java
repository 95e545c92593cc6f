package dev.signalbox.compile.pipeline.ottl;

/** Numbers that the language has names for; each has a meaning only beside its own field. */
public enum Symbol implements Value {
    /** {@link PathField#KIND}: not said. */
    SPAN_KIND_UNSPECIFIED,
    /** {@link PathField#KIND}: neither serves nor calls. */
    SPAN_KIND_INTERNAL,
    /** {@link PathField#KIND}: serves a request. */
    SPAN_KIND_SERVER,
    /** {@link PathField#KIND}: calls another. */
    SPAN_KIND_CLIENT,
    /** {@link PathField#KIND}: sends a message. */
    SPAN_KIND_PRODUCER,
    /** {@link PathField#KIND}: handles a message. */
    SPAN_KIND_CONSUMER,
    /** {@link PathField#STATUS_CODE}: not said. */
    STATUS_CODE_UNSET,
    /** {@link PathField#STATUS_CODE}: the application says that it is well. */
    STATUS_CODE_OK,
    /** {@link PathField#STATUS_CODE}: failed. */
    STATUS_CODE_ERROR,
    /** {@link PathField#SEVERITY_NUMBER}: not said. */
    SEVERITY_NUMBER_UNSPECIFIED,
    /** {@link PathField#SEVERITY_NUMBER}: the least of tracing. */
    SEVERITY_NUMBER_TRACE,
    /** {@link PathField#SEVERITY_NUMBER}: the least of debugging. */
    SEVERITY_NUMBER_DEBUG,
    /** {@link PathField#SEVERITY_NUMBER}: the least of information. */
    SEVERITY_NUMBER_INFO,
    /** {@link PathField#SEVERITY_NUMBER}: the least of warnings. */
    SEVERITY_NUMBER_WARN,
    /** {@link PathField#SEVERITY_NUMBER}: the least of errors. */
    SEVERITY_NUMBER_ERROR,
    /** {@link PathField#SEVERITY_NUMBER}: the least of what ends a process. */
    SEVERITY_NUMBER_FATAL,
    /** {@link PathField#TYPE}: a value of now. */
    METRIC_DATA_TYPE_GAUGE,
    /** {@link PathField#TYPE}: a sum. */
    METRIC_DATA_TYPE_SUM,
    /** {@link PathField#TYPE}: a histogram of given bounds. */
    METRIC_DATA_TYPE_HISTOGRAM,
    /** {@link PathField#TYPE}: a histogram whose bounds follow from a base. */
    METRIC_DATA_TYPE_EXPONENTIAL_HISTOGRAM,
    /** {@link PathField#TYPE}: quantiles computed by the sender. */
    METRIC_DATA_TYPE_SUMMARY,
    /** {@link PathField#AGGREGATION_TEMPORALITY}: since the last point. */
    AGGREGATION_TEMPORALITY_DELTA,
    /** {@link PathField#AGGREGATION_TEMPORALITY}: since the start. */
    AGGREGATION_TEMPORALITY_CUMULATIVE
}
