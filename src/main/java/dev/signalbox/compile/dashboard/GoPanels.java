package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.RuntimePanel.PROCESS;
import static dev.signalbox.compile.dashboard.RuntimePanel.byProcess;
import static dev.signalbox.compile.dashboard.RuntimePanel.lines;
import static dev.signalbox.compile.dashboard.ServiceSeries.max;
import static dev.signalbox.compile.dashboard.ServiceSeries.sum;
import static dev.signalbox.promql.LabelMatcher.equal;

import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Unit;

/**
 * Go's runtime.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/runtime/go-metrics/">OpenTelemetry's metrics of it</a>
 * @see <a href="https://pkg.go.dev/github.com/prometheus/client_golang/prometheus/collectors">client_golang's</a>
 */
final class GoPanels {
    private static final String GOROUTINES =
            "Of each process. A number that keeps rising is a leak: something is waited for that" + " never comes.";
    private static final String ALLOCATED =
            "Bytes a second that are allocated; the more, the more often memory is collected.";

    private GoPanels() {}

    static Section openTelemetry(ServiceSeries series) {
        return Section.of(
                "Go",
                byProcess("Goroutines", GOROUTINES, Unit.COUNT, series.of("go_goroutine_count")),
                byProcess(
                        "Memory",
                        "What the runtime holds, of each process.",
                        Unit.BYTES,
                        series.of("go_memory_used_bytes")),
                byProcess(
                        "Allocated", ALLOCATED, Unit.BYTES_PER_SECOND, series.rate("go_memory_allocated_bytes_total")),
                byProcess(
                        "Allocations",
                        "Objects a second that are allocated.",
                        Unit.PER_SECOND,
                        series.rate("go_memory_allocations_total")),
                byProcess(
                        "Next collection at",
                        "The size of the heap at which memory is collected again.",
                        Unit.BYTES,
                        series.of("go_memory_gc_goal_bytes")),
                byProcess(
                        "Processors that may be used",
                        "How many threads run Go at the same time (GOMAXPROCS); far more than the limit of the container means"
                                + " throttling.",
                        Unit.COUNT,
                        series.of("go_processor_limit")));
    }

    static Section prometheus(ServiceSeries series) {
        return Section.of(
                "Go, as client_golang tells it",
                byProcess("Goroutines", GOROUTINES, Unit.COUNT, series.of("go_goroutines")),
                byProcess(
                        "Heap in use",
                        "What objects take, of each process; a floor that rises is a leak.",
                        Unit.BYTES,
                        series.of("go_memstats_heap_alloc_bytes")),
                byProcess("Allocated", ALLOCATED, Unit.BYTES_PER_SECOND, series.rate("go_memstats_alloc_bytes_total")),
                lines(
                        "Longest pause of a collection",
                        "The longest stop of all goroutines for a collection, of each process.",
                        Unit.SECONDS,
                        Query.series(
                                max(series.of("go_gc_duration_seconds", equal("quantile", "1")), PROCESS),
                                "{{" + PROCESS + "}}")),
                byProcess("Processors", "Processors in use.", Unit.CORES, series.rate("process_cpu_seconds_total")),
                lines(
                        "File descriptors of the limit",
                        "Which share of the files and connections that it may have open the process has open.",
                        Unit.RATIO,
                        Query.series(
                                sum(series.of("process_open_fds"), PROCESS) + " / "
                                        + sum(series.of("process_max_fds"), PROCESS),
                                "{{" + PROCESS + "}}")));
    }
}
