package dev.signalbox.facts;

import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TelemetrySignal;
import java.util.List;
import java.util.Optional;

/**
 * Where dashboards go; from {@code ObservabilityStack.spec.dashboards}.
 *
 * @param target who brings them into Grafana; nothing: there are none
 * @param namespace in which objects of dashboards are that belong to no service
 * @param grafana its address, for links from elsewhere
 * @param instances which Grafana objects take them, for {@code GrafanaOperator}
 * @param datasources uids of Grafana's data sources
 * @param servers for which data sources are written as well; told by the stack alone, never by a file of facts
 */
public record DashboardSettings(
        Optional<Target> target,
        String namespace,
        Optional<String> grafana,
        LabelSelection instances,
        Datasources datasources,
        List<Server> servers) {
    /** Where no stack asks for dashboards. */
    public static final DashboardSettings NONE = new DashboardSettings(
            Optional.empty(), "", Optional.empty(), LabelSelection.ALL, Datasources.UNKNOWN, List.of());

    public DashboardSettings {
        servers = List.copyOf(servers);
    }

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
     * A server that Grafana asks.
     *
     * @param signal what is asked for: metrics of Prometheus and its like, logs of Loki, traces of Tempo
     * @param uid of its data source
     * @param url of the server
     * @param tenant sent as {@code X-Scope-OrgID}
     * @param credentials how Grafana shows who it is; Secrets are of the stack's namespace
     * @param unchecked its certificate is not looked at
     */
    public record Server(
            TelemetrySignal signal,
            String uid,
            String url,
            Optional<String> tenant,
            Backends.Credentials credentials,
            boolean unchecked) {}

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
