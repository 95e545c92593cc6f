package dev.signalbox.facts;

import dev.signalbox.model.pipeline.LabelSelection;
import java.util.Optional;

/**
 * Where dashboards go; from {@code ObservabilityStack.spec.dashboards}.
 *
 * @param target who brings them into Grafana; nothing: there are none
 * @param namespace in which objects of dashboards are that belong to no service
 * @param grafana its address, for links from elsewhere
 * @param instances which Grafana objects take them, for {@code GrafanaOperator}
 * @param datasources uids of Grafana's data sources
 * @param createsDatasources whether the data sources are written as well
 */
public record DashboardSettings(
        Optional<Target> target,
        String namespace,
        Optional<String> grafana,
        LabelSelection instances,
        Datasources datasources,
        boolean createsDatasources) {
    /** Where no stack asks for dashboards. */
    public static final DashboardSettings NONE = new DashboardSettings(
            Optional.empty(), "", Optional.empty(), LabelSelection.ALL, Datasources.UNKNOWN, false);

    /** Who brings dashboards into Grafana. */
    public enum Target {
        /** {@code GrafanaDashboard} objects. */
        GRAFANA_OPERATOR,
        /** ConfigMaps. */
        SIDECAR,
        /** Whoever takes the files that {@code render} writes. */
        FILES
    }

    /**
     * Uids of data sources.
     *
     * @param metrics of what is asked in PromQL
     * @param logs of Loki
     * @param traces of Tempo
     */
    public record Datasources(Optional<String> metrics, Optional<String> logs, Optional<String> traces) {
        public static final Datasources UNKNOWN = new Datasources(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
