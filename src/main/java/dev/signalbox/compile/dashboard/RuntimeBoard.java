package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.facts.Convention;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the runtimes of a service say of themselves. */
final class RuntimeBoard {
    private static final Map<Convention, Function<ServiceSeries, Section>> SECTIONS = Map.of(
            Convention.OPEN_TELEMETRY_JVM, JvmPanels::openTelemetry,
            Convention.MICROMETER_JVM, JvmPanels::micrometer,
            Convention.OPEN_TELEMETRY_GO, GoPanels::openTelemetry,
            Convention.PROMETHEUS_GO, GoPanels::prometheus,
            Convention.OPEN_TELEMETRY_NODEJS, NodeJsPanels::openTelemetry,
            Convention.PROMETHEUS_NODEJS, NodeJsPanels::prometheus,
            Convention.OPEN_TELEMETRY_PYTHON, PythonPanels::openTelemetry,
            Convention.PROMETHEUS_PYTHON, PythonPanels::prometheus);

    private RuntimeBoard() {}

    static Dashboard of(Frame frame, ServiceBoards.Scene scene) {
        ServiceFrame service = new ServiceFrame(frame, scene);
        List<Section> sections = service.conventions().stream()
                .filter(SECTIONS::containsKey)
                .map(convention -> SECTIONS.get(convention).apply(service.series()))
                .toList();
        return service.dashboard(
                "Runtime of",
                "Memory, garbage collection, threads and processors of the processes, as their runtimes tell it.",
                "runtime",
                List.of(),
                sections);
    }
}
