package dev.signalbox.compile.dashboard.grafana;

import java.util.List;

/**
 * A dashboard.
 *
 * @param uid at most 40 letters, digits, {@code -} and {@code _}
 * @param title no other in its folder has it
 * @param description one sentence
 * @param period shown at first, back from now: {@code 24h}
 * @param refresh how often it is asked again: {@code 1m}
 */
public record Dashboard(
        String uid,
        String title,
        String description,
        List<String> tags,
        String period,
        String refresh,
        List<Variable> variables,
        List<Annotation> annotations,
        List<DashboardLink> links,
        List<Section> sections) {
    public Dashboard {
        tags = List.copyOf(tags);
        variables = List.copyOf(variables);
        annotations = List.copyOf(annotations);
        links = List.copyOf(links);
        sections = List.copyOf(sections);
    }

    /** As Grafana reads it; equal dashboards give equal bytes. */
    public String json() {
        return DashboardJson.text(this);
    }
}
