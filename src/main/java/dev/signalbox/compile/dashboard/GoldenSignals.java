package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Variable;
import dev.signalbox.facts.BoardWishes.Board;
import dev.signalbox.facts.Convention;
import java.util.ArrayList;
import java.util.List;

/** The page of a service: what is asked of it, what fails, how long it takes, how full its pods are; logs and traces beside. */
final class GoldenSignals {
    private GoldenSignals() {}

    static Dashboard of(Frame frame, ServiceBoards.Scene scene) {
        ServiceFrame service = new ServiceFrame(frame, scene);
        List<RequestPanels> requests = Requests.of(service.conventions()).stream()
                .map(shown -> new RequestPanels(
                        shown, service.series(), service.conventions(), service.to(Board.LOGS, "Logs of that time")))
                .toList();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Now", false, now(service, requests)));
        requests.forEach(shown -> sections.addAll(shown.sections()));
        if (service.speaks(Convention.PODS)) {
            sections.add(pods(service).section());
        }
        List<Panel> beside = beside(service);
        if (!beside.isEmpty()) {
            sections.add(new Section("Logs and traces beside it", false, beside));
        }
        if (scene.declared().boards().wants(Board.SLO)) {
            sections.add(Section.of("What is promised", new ServiceSlos(service.service()).table()));
        }
        return service.dashboard(
                "Service",
                "Rate, errors and duration of requests, how full the pods are, and what was logged and traced meanwhile.",
                "service",
                service.speaks(Convention.SPANS) ? List.<Variable>of(TracePanels.SLOW) : List.of(),
                sections);
    }

    private static List<Panel> now(ServiceFrame service, List<RequestPanels> requests) {
        List<Panel> tiles = new ArrayList<>();
        requests.stream().findFirst().ifPresent(first -> tiles.addAll(first.tiles()));
        if (service.speaks(Convention.PODS)) {
            tiles.add(pods(service).saturation());
        }
        if (service.speaks(Convention.LOGS)) {
            tiles.add(LogPanels.of(service.service()).errorCount());
        }
        tiles.add(AlertPanels.firing(service));
        return tiles;
    }

    private static List<Panel> beside(ServiceFrame service) {
        List<Panel> panels = new ArrayList<>();
        if (service.speaks(Convention.LOGS)) {
            LogPanels logs = LogPanels.of(service.service());
            panels.add(logs.bySeverity(Size.HALF));
            panels.add(logs.errors(Size.HALF));
        }
        if (service.speaks(Convention.SPANS)) {
            TracePanels traces = TracePanels.of(service.service());
            panels.add(traces.slow(Size.HALF));
            panels.add(traces.failed(Size.HALF));
        }
        return panels;
    }

    private static PodPanels pods(ServiceFrame service) {
        return new PodPanels(service.series(), service.service().namespace());
    }
}
