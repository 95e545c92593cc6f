package dev.signalbox.compile.pipeline.collector;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the collector says about itself.
 *
 * @param logs the least grave of its own records
 * @param metrics how much it measures
 * @param host where its metrics are scraped, an address of its own
 * @param port 1 to 65535
 */
public record Telemetry(LogLevel logs, MetricsLevel metrics, Template host, int port) implements Written {
    /**
     * With every setting that has a say in names, so that the names in our rules are those of all versions: no unit and no
     * {@code _total} behind them, no scope as labels.
     */
    private static final List<String> PLAIN_NAMES =
            List.of("without_scope_info", "without_type_suffix", "without_units");

    /** How grave records are. */
    public enum LogLevel {
        /** All. */
        DEBUG,
        /** What one may want to know. */
        INFO,
        /** What needs a look. */
        WARN,
        /** What failed. */
        ERROR
    }

    /** How much is measured. */
    public enum MetricsLevel {
        /** The least. */
        BASIC,
        /** What one wants. */
        NORMAL,
        /** What one wants, and how large batches are that exporters queue: items, and bytes before compression. */
        NORMAL_WITH_SIZES,
        /** All, with every label. */
        DETAILED
    }

    /**
     * Sizes are measured at the level {@code detailed} only, and with it much else: every peer's port is a label of what is
     * measured of gRPC and HTTP. So all that the level normal leaves out is left out, but sizes.
     *
     * @see <a href="https://github.com/open-telemetry/opentelemetry-collector/blob/v0.155.0/service/internal/metricviews/views.go">What
     *     each level leaves out</a>
     */
    private static final List<LeftOut> BEYOND_NORMAL = List.of(
            new LeftOut("go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc", "*"),
            new LeftOut("go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp", "*"),
            new LeftOut(
                    "go.opentelemetry.io/collector/processor/processorhelper", "otelcol_processor_internal_duration"),
            new LeftOut(
                    "go.opentelemetry.io/collector/processor/batchprocessor",
                    "otelcol_processor_batch_batch_send_size_bytes"),
            new LeftOut("go.opentelemetry.io/collector/service", "otelcol.*.consumed.size"),
            new LeftOut("go.opentelemetry.io/collector/service", "otelcol.*.produced.size"));

    /** Of what could not be sent, as at level normal. */
    private static final Map<String, Object> WITHOUT_ERRORS = Map.of(
            "selector",
            Map.of(
                    "meter_name",
                    "go.opentelemetry.io/collector/exporter/exporterhelper",
                    "instrument_name",
                    "otelcol_exporter_send_failed_*"),
            "stream",
            Map.of("attribute_keys", Map.of("excluded", List.of("error.type", "error.permanent"))));

    /** The collector takes an empty map for none. */
    private static final Map<String, Object> NOT_EMPTY = Map.of("all", true);

    private record LeftOut(String meter, String instrument) {
        Map<String, Object> view() {
            return Map.of(
                    "selector",
                    instrument.equals("*")
                            ? Map.of("meter_name", meter)
                            : Map.of("meter_name", meter, "instrument_name", instrument),
                    "stream",
                    Map.of("aggregation", Map.of("drop", NOT_EMPTY)));
        }
    }

    @Override
    public Object written(CollectorVersion version) {
        return Map.of("logs", Map.of("level", logs, "encoding", "json"), "metrics", measured());
    }

    private Map<String, Object> measured() {
        List<Map<String, Object>> readers = List.of(Map.of("pull", Map.of("exporter", prometheus())));
        return metrics == MetricsLevel.NORMAL_WITH_SIZES
                ? Map.of(
                        "level",
                        MetricsLevel.DETAILED,
                        "readers",
                        readers,
                        "views",
                        Stream.concat(BEYOND_NORMAL.stream().map(LeftOut::view), Stream.of(WITHOUT_ERRORS))
                                .toList())
                : Map.of("level", metrics, "readers", readers);
    }

    private Map<String, Object> prometheus() {
        Map<String, Object> settings = new java.util.HashMap<>(Map.of("host", host, "port", port));
        PLAIN_NAMES.forEach(name -> settings.put(name, true));
        return Map.of("prometheus", settings);
    }
}
