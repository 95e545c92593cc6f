package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.RuntimePanel.byLabel;
import static dev.signalbox.compile.dashboard.RuntimePanel.byProcess;

import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Unit;

/**
 * Node.js.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/runtime/nodejs-metrics/">OpenTelemetry's metrics of it</a>
 * @see <a href="https://github.com/siimon/prom-client">prom-client's</a>
 */
final class NodeJsPanels {
    private static final String DELAY = "All but a hundredth of what is due waits at most so long for the event loop,"
            + " of each process. Every request waits as long.";
    private static final String HEAP = "What objects take, of each process; a floor that rises is a leak.";
    private static final String COLLECTIONS =
            "Which share of the time collections take, by kind; nothing else runs meanwhile.";

    private NodeJsPanels() {}

    static Section openTelemetry(ServiceSeries series) {
        return Section.of(
                "Node.js",
                byProcess(
                        "Event loop delay, p99", DELAY, Unit.SECONDS, series.of("nodejs_eventloop_delay_p99_seconds")),
                byProcess(
                        "Event loop delay, mean",
                        "How long what is due waits on the average.",
                        Unit.SECONDS,
                        series.of("nodejs_eventloop_delay_mean_seconds")),
                byProcess(
                        "Event loop in use",
                        "Which share of the time the event loop is busy; near 1 the process can't do more.",
                        Unit.RATIO,
                        series.of("nodejs_eventloop_utilization_ratio")),
                byProcess(
                        "Heap",
                        HEAP,
                        Unit.BYTES,
                        series.of("v8js_memory_heap_used_bytes"),
                        series.of("v8js_memory_heap_limit_bytes")),
                byLabel(
                        "Time in collections",
                        COLLECTIONS,
                        Unit.RATIO,
                        series.rate("v8js_gc_duration_seconds_sum"),
                        "v8js_gc_type"));
    }

    static Section prometheus(ServiceSeries series) {
        return Section.of(
                "Node.js, as prom-client tells it",
                byProcess("Event loop delay, p99", DELAY, Unit.SECONDS, series.of("nodejs_eventloop_lag_p99_seconds")),
                byProcess(
                        "Heap",
                        HEAP,
                        Unit.BYTES,
                        series.of("nodejs_heap_size_used_bytes"),
                        series.of("nodejs_heap_size_total_bytes")),
                byLabel(
                        "Time in collections",
                        COLLECTIONS,
                        Unit.RATIO,
                        series.rate("nodejs_gc_duration_seconds_sum"),
                        "kind"),
                byProcess("Processors", "Processors in use.", Unit.CORES, series.rate("process_cpu_seconds_total")),
                byProcess(
                        "Memory of the process",
                        "All that the process holds, the heap and what is beside it.",
                        Unit.BYTES,
                        series.of("process_resident_memory_bytes")),
                byProcess(
                        "Handles",
                        "Sockets, timers and files that are open, of each process.",
                        Unit.COUNT,
                        series.of("nodejs_active_handles_total")));
    }
}
