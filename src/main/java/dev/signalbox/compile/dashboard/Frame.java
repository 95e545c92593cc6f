package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Annotation;
import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.DashboardLink;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Source;
import dev.signalbox.compile.dashboard.grafana.Variable;
import dev.signalbox.compile.dashboard.place.DashboardAddress;
import dev.signalbox.compile.dashboard.place.DashboardSubject;
import dev.signalbox.facts.DashboardSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What all dashboards have alike: uid, tags, links to their neighbours, variables for those who are asked.
 *
 * @param links to its neighbours, as {@link Neighbours} knows them
 */
record Frame(DashboardSubject subject, DashboardSettings settings, List<DashboardLink> links) {
    private static final String REFRESH = "1m";

    /** On every dashboard of ours. */
    private static final String TAG = "signalbox";

    /**
     * A dashboard.
     *
     * @param tags beside that of all dashboards
     * @param period shown at first, back from now
     * @param variables beside those for data sources
     */
    Dashboard dashboard(
            String title,
            String description,
            List<String> tags,
            String period,
            List<Variable> variables,
            List<Annotation> annotations,
            List<Section> sections) {
        List<String> allTags = new ArrayList<>();
        allTags.add(TAG);
        allTags.addAll(tags);
        List<Variable> allVariables = new ArrayList<>();
        asked(annotations, sections)
                .forEach(source -> allVariables.add(new Variable.Datasource(source, current(source))));
        allVariables.addAll(variables);
        return new Dashboard(
                DashboardAddress.of(subject).uid(),
                title,
                description,
                allTags,
                period,
                REFRESH,
                allVariables,
                annotations,
                links,
                sections);
    }

    private static Set<Source> asked(List<Annotation> annotations, List<Section> sections) {
        Set<Source> asked = EnumSet.noneOf(Source.class);
        if (!annotations.isEmpty()) {
            asked.add(Source.METRICS);
        }
        for (Section section : sections) {
            for (Panel panel : section.panels()) {
                panel.queries().forEach(query -> asked.add(Source.of(query)));
            }
        }
        return asked;
    }

    private Optional<String> current(Source source) {
        return switch (source) {
            case METRICS -> settings.datasources().metrics();
            case LOGS -> settings.datasources().logs();
            case TRACES -> settings.datasources().traces();
        };
    }
}
