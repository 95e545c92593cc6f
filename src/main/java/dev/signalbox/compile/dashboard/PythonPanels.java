package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.RuntimePanel.byLabel;
import static dev.signalbox.compile.dashboard.RuntimePanel.byProcess;
import static dev.signalbox.promql.LabelMatcher.equal;

import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Unit;

/**
 * CPython.
 *
 * @see <a href="https://opentelemetry-python-contrib.readthedocs.io/en/latest/instrumentation/system_metrics/system_metrics.html">OpenTelemetry's
 *     instrumentation of it</a>
 * @see <a href="https://prometheus.github.io/client_python/collector/">client_python's collectors</a>
 */
final class PythonPanels {
    private static final String MEMORY = "What the process holds; a floor that rises is a leak.";
    private static final String CPU =
            "Processors in use, of each process; one that runs one interpreter can't use more than one.";

    private PythonPanels() {}

    static Section openTelemetry(ServiceSeries series) {
        return Section.of(
                "Python",
                byProcess(
                        "Memory",
                        MEMORY,
                        Unit.BYTES,
                        series.of("process_runtime_cpython_memory_bytes", equal("type", "rss"))),
                byProcess(
                        "Processors", CPU, Unit.CORES, series.rate("process_runtime_cpython_cpu_time_seconds_total")));
    }

    static Section prometheus(ServiceSeries series) {
        return Section.of(
                "Python, as client_python tells it",
                byProcess("Memory", MEMORY, Unit.BYTES, series.of("process_resident_memory_bytes")),
                byProcess("Processors", CPU, Unit.CORES, series.rate("process_cpu_seconds_total")),
                byProcess(
                        "File descriptors",
                        "Files and connections that are open.",
                        Unit.COUNT,
                        series.of("process_open_fds"),
                        series.of("process_max_fds")),
                byLabel(
                        "Collections",
                        "How often a second objects that refer to each other are collected, by generation.",
                        Unit.PER_SECOND,
                        series.rate("python_gc_collections_total"),
                        "generation"),
                byProcess(
                        "Objects collected",
                        "How many a second of them there were.",
                        Unit.PER_SECOND,
                        series.rate("python_gc_objects_collected_total")));
    }
}
