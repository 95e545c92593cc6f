package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.DataLink;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Variable;
import dev.signalbox.compile.dashboard.place.DashboardAddress;
import dev.signalbox.compile.dashboard.place.DashboardSubject.OfService;
import dev.signalbox.facts.BoardWishes.Board;
import dev.signalbox.facts.Convention;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.promql.LabelMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What all dashboards of one service have alike. */
record ServiceFrame(Frame frame, ServiceBoards.Scene scene) {

    ServiceKey service() {
        return scene.telemetry().key();
    }

    ServiceSeries series() {
        return ServiceSeries.of(service());
    }

    Set<Convention> conventions() {
        return scene.declared().boards().conventions();
    }

    boolean speaks(Convention convention) {
        return conventions().contains(convention);
    }

    /** A click on a value leads there, at the same time; nowhere where it is not made. */
    List<DataLink> to(Board board, String title) {
        return ServiceBoards.makes(board) && scene.declared().boards().wants(board)
                ? List.of(new DataLink(
                        title,
                        DashboardAddress.of(new OfService(resource(), board)).path() + "?${__url_time_range}"))
                : List.of();
    }

    /** With what was rolled out, and which alerts of the service fired. */
    Dashboard dashboard(
            String title, String description, String tag, List<Variable> variables, List<Section> sections) {
        ResourceName resource = resource();
        List<String> tags = new ArrayList<>(List.of(tag, "service:" + service().service()));
        scene.declared().team().ifPresent(team -> tags.add("team:" + team));
        return frame.dashboard(
                title + " " + resource.name() + " (" + resource.namespace() + ")",
                description,
                tags,
                "3h",
                variables,
                List.of(
                        Marks.deployments(resource.namespace(), service().service()),
                        Marks.alerts(List.of(
                                LabelMatcher.equal("namespace", resource.namespace()),
                                LabelMatcher.equal("service", service().service())))),
                sections);
    }

    private ResourceName resource() {
        return scene.telemetry().resource();
    }
}
