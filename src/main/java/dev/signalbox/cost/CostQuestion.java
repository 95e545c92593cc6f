package dev.signalbox.cost;

/**
 * What a server of metrics is asked, once for all services. Hours without a value count as nothing from the first value on,
 * so a service that works at night only costs what it sends at night.
 */
public enum CostQuestion {
    /** Active series of each hour, added up over 30 days, by service. */
    SERIES("sum_over_time((%s)[30d:1h])".formatted(Recorded.SERIES)),
    /** When series of a service were first counted, in seconds since 1970. */
    SERIES_SINCE("min_over_time((timestamp(%s))[30d:1h])".formatted(Recorded.SERIES)),
    /** Records a second of each hour, added up over 30 days, by service. */
    LOGS("max by (signalbox_service) (sum_over_time(signalbox:service_log_records:rate1h[30d]))"),
    LOGS_SINCE(Recorded.since("signalbox:service_log_records:rate1h")),
    /** Spans a second likewise. */
    SPANS("max by (signalbox_service) (sum_over_time(signalbox:service_spans:rate1h[30d]))"),
    SPANS_SINCE(Recorded.since("signalbox:service_spans:rate1h")),
    /** Bytes of a record before compression, mean of all. */
    BYTES_OF_RECORD(Recorded.meanSize("logs")),
    BYTES_OF_SPAN(Recorded.meanSize("traces")),
    /** Processors that collectors use. */
    COLLECTOR_CORES(Recorded.cores("=~")),
    /** Bytes of memory that collectors use. */
    COLLECTOR_MEMORY(Recorded.memory("=~")),
    /** Processors that all other pods use. */
    OTHER_CORES(Recorded.cores("!~")),
    OTHER_MEMORY(Recorded.memory("!~"));

    /** The label by which services are told apart. */
    public static final String SERVICE = "signalbox_service";

    private final String query;

    CostQuestion(String query) {
        this.query = query;
    }

    public String query() {
        return query;
    }

    /** Parts of queries. */
    private static final class Recorded {
        static final String SERIES = "max by (signalbox_service) (last_over_time(signalbox:service_series:count[15m]))";

        /** Names of the workloads that collectors are. */
        private static final String COLLECTORS =
                "signalbox-(agent|browser|cluster|gateway|head|observer|profiler|tenant).*";

        static String since(String record) {
            return "min_over_time((timestamp(max by (signalbox_service) (last_over_time(%s[1h]))))[30d:1h])"
                    .formatted(record);
        }

        static String meanSize(String signal) {
            String sent =
                    "sum(increase(otelcol_exporter_queue_batch_send_size%s_sum{exporter=~\".+/" + signal + "\"}[1d]))";
            return sent.formatted("_bytes") + " / " + sent.formatted("");
        }

        /** As the kubelet counts it, scraped from there or taken by agents. */
        static String cores(String which) {
            return ("sum(rate(container_cpu_usage_seconds_total{container!=\"\",pod%1$s\"%2$s\"}[1h]))"
                            + " or sum(avg_over_time(k8s_pod_cpu_usage{k8s_pod_name%1$s\"%2$s\"}[1h]))")
                    .formatted(which, COLLECTORS);
        }

        static String memory(String which) {
            return ("sum(avg_over_time(container_memory_working_set_bytes{container!=\"\",pod%1$s\"%2$s\"}[1h]))"
                            + " or sum(avg_over_time(k8s_pod_memory_working_set_bytes{k8s_pod_name%1$s\"%2$s\"}[1h]))")
                    .formatted(which, COLLECTORS);
        }
    }
}
