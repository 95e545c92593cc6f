package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.ServiceSeries.max;
import static dev.signalbox.promql.LabelMatcher.equal;

import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.Mapping;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.dashboard.grafana.Visual;
import dev.signalbox.model.pipeline.DependencyCheck;
import java.util.ArrayList;
import java.util.List;

/** What a service depends on, and whether what it answers is well, as the collector of its namespace sees it. */
final class DependenciesBoard {
    private static final String PROBE = "probe_name";
    private static final String PROBE_LEGEND = "{{" + PROBE + "}}";

    private DependenciesBoard() {}

    static Dashboard of(Frame frame, ServiceBoards.Scene scene) {
        ServiceFrame service = new ServiceFrame(frame, scene);
        List<Section> sections = new ArrayList<>();
        if (!scene.telemetry().probes().isEmpty()) {
            sections.add(probes(service.series()));
        }
        scene.telemetry().dependencies().forEach(check -> sections.add(dependency(service.series(), check)));
        return service.dashboard(
                "Dependencies of",
                "What the service depends on and what it answers, as the collector of its namespace sees it.",
                "dependencies",
                List.of(),
                sections);
    }

    private static Section dependency(ServiceSeries series, DependencyCheck check) {
        return new Section(
                check.name() + " (" + name(check.type()) + ")",
                false,
                DependencyPanels.of(check.type(), series.with(equal("dependency_name", check.name()))));
    }

    private static Section probes(ServiceSeries series) {
        return Section.of(
                "Probes",
                Panel.of(
                        "Answers as expected",
                        "Green while a probe's URL answers with the expected status.",
                        Size.WHOLE,
                        new Visual.StateTimeline(),
                        Field.of(Unit.NONE)
                                .limits(List.of(Threshold.least(Palette.BAD), Threshold.from("1", Palette.GOOD)))
                                .mapped(
                                        new Mapping.Value("1", "well", Palette.GOOD),
                                        new Mapping.Value("0", "fails", Palette.BAD)),
                        Query.series(max(series.of("httpcheck_status"), PROBE), PROBE_LEGEND)),
                Panel.lines(
                        "Share of the time that was well",
                        "Of the last hour, by probe.",
                        Size.HALF,
                        Field.of(Unit.RATIO).between("0", "1"),
                        Query.series(
                                "avg_over_time((" + max(series.of("httpcheck_status"), PROBE) + ")[1h:1m])",
                                PROBE_LEGEND)),
                Panel.lines(
                        "Time to answer",
                        "How long a probe's URL takes to answer.",
                        Size.HALF,
                        Field.of(Unit.MILLISECONDS).atLeast("0"),
                        Query.series(max(series.of("httpcheck_duration_milliseconds"), PROBE), PROBE_LEGEND)));
    }

    private static String name(DependencyCheck.Type type) {
        return switch (type) {
            case POSTGRESQL -> "PostgreSQL";
            case MYSQL -> "MySQL";
            case REDIS -> "Redis";
            case MONGODB -> "MongoDB";
            case KAFKA -> "Kafka";
            case RABBITMQ -> "RabbitMQ";
            case ELASTICSEARCH -> "Elasticsearch";
            case NGINX -> "NGINX";
            case HAPROXY -> "HAProxy";
        };
    }
}
