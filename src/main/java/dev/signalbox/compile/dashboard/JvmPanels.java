package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.RuntimePanel.byLabel;
import static dev.signalbox.compile.dashboard.RuntimePanel.byProcess;
import static dev.signalbox.promql.LabelMatcher.equal;

import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.promql.LabelMatcher;

/**
 * Java's virtual machine.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/runtime/jvm-metrics/">OpenTelemetry's metrics of it</a>
 * @see <a href="https://docs.micrometer.io/micrometer/reference/reference/jvm.html">Micrometer's</a>
 */
final class JvmPanels {
    private static final String HEAP =
            "What objects take, of each process, and the least that one may take. A floor that rises"
                    + " after every collection is a leak.";
    private static final String PAUSES =
            "Which share of the time collections take; threads stand still in most of them.";
    private static final String COLLECTIONS = "How often a second memory is collected, of all processes together.";
    private static final String THREADS =
            "Of all processes together, by state. Many that are blocked wait for one lock.";
    private static final String CPU = "Processors that the process uses, by its own count.";
    private static final String CLASSES =
            "Classes that are loaded, of each process; a number that keeps rising is a leak of" + " class loaders.";

    private JvmPanels() {}

    static Section openTelemetry(ServiceSeries series) {
        LabelMatcher heap = equal("jvm_memory_type", "heap");
        return Section.of(
                "JVM",
                byProcess(
                        "Heap",
                        HEAP,
                        Unit.BYTES,
                        series.of("jvm_memory_used_bytes", heap),
                        series.of("jvm_memory_limit_bytes", heap)),
                byProcess("Time in collections", PAUSES, Unit.RATIO, series.rate("jvm_gc_duration_seconds_sum")),
                byLabel(
                        "Collections",
                        COLLECTIONS,
                        Unit.PER_SECOND,
                        series.rate("jvm_gc_duration_seconds_count"),
                        "jvm_gc_name"),
                byLabel("Threads", THREADS, Unit.COUNT, series.of("jvm_thread_count"), "jvm_thread_state"),
                byProcess("Processors", CPU, Unit.CORES, series.rate("jvm_cpu_time_seconds_total")),
                byProcess("Classes", CLASSES, Unit.COUNT, series.of("jvm_class_count")));
    }

    static Section micrometer(ServiceSeries series) {
        LabelMatcher heap = equal("area", "heap");
        return Section.of(
                "JVM, as Micrometer tells it",
                byProcess(
                        "Heap",
                        HEAP,
                        Unit.BYTES,
                        series.of("jvm_memory_used_bytes", heap),
                        series.of("jvm_memory_max_bytes", heap) + " > 0"),
                byProcess("Time in collections", PAUSES, Unit.RATIO, series.rate("jvm_gc_pause_seconds_sum")),
                byLabel(
                        "Collections",
                        COLLECTIONS,
                        Unit.PER_SECOND,
                        series.rate("jvm_gc_pause_seconds_count"),
                        "action"),
                byLabel("Threads", THREADS, Unit.COUNT, series.of("jvm_threads_states_threads"), "state"),
                byProcess(
                        "Processors",
                        "Which share of the processors that it may use the process uses.",
                        Unit.RATIO,
                        series.of("process_cpu_usage")),
                byProcess("Classes", CLASSES, Unit.COUNT, series.of("jvm_classes_loaded_classes")));
    }
}
