package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.ServiceSeries.sum;

import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.dashboard.grafana.Variable;
import dev.signalbox.facts.Convention;
import java.util.ArrayList;
import java.util.List;

/** What a service logged, and what became of its records on their way. */
final class LogsBoard {
    private LogsBoard() {}

    static Dashboard of(Frame frame, ServiceBoards.Scene scene) {
        ServiceFrame service = new ServiceFrame(frame, scene);
        LogPanels logs = LogPanels.of(service.service());
        List<Section> sections = new ArrayList<>(List.of(
                Section.of("How much, and how bad", logs.bySeverity(Size.HALF), counted(service.series())),
                Section.of(
                        "Said most often",
                        logs.topMessages("Errors said most often", true, Size.HALF),
                        logs.topMessages("Warnings said most often", false, Size.HALF)),
                Section.of("Errors", logs.errors(Size.WHOLE))));
        if (service.speaks(Convention.SPANS)) {
            sections.add(Section.of(
                    "Traces",
                    TracePanels.of(service.service()).failed(Size.HALF),
                    TracePanels.of(service.service()).slow(Size.HALF)));
        }
        sections.add(Section.of("Records", logs.all(Size.TALL)));
        List<Variable> variables = new ArrayList<>(List.of(new Variable.Text("contains", "Contains")));
        if (service.speaks(Convention.SPANS)) {
            variables.add(TracePanels.SLOW);
        }
        return service.dashboard(
                "Logs of",
                "What the service logged: how much, what most often, every error.",
                "logs",
                variables,
                sections);
    }

    /** As agents count it, so that it is known of what never reached Loki as well. */
    private static Panel counted(ServiceSeries series) {
        return Panel.lines(
                        "Records on their way",
                        "What agents read a second, and what they left out of it as the service's resource says: dropped by rules,"
                                + " and sampled out.",
                        Size.HALF,
                        Field.of(Unit.PER_SECOND).atLeast("0"),
                        Query.series(sum(series.rate("signalbox_logs_received_total")), "Read"),
                        Query.series(sum(series.rate("signalbox_logs_dropped_total")) + " or vector(0)", "Dropped"),
                        Query.series(
                                sum(series.rate("signalbox_logs_sampled_out_total")) + " or vector(0)", "Sampled out"))
                .colour("Read", Palette.TRAFFIC)
                .colour("Dropped", Palette.NEUTRAL)
                .colour("Sampled out", Palette.LIMIT);
    }
}
