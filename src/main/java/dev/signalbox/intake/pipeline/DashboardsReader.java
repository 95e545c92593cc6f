package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.DashboardTarget;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.StackDashboards;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DashboardSettings.Datasources;
import dev.signalbox.facts.DashboardSettings.Server;
import dev.signalbox.facts.DashboardSettings.Target;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.Reading;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TelemetrySignal;
import java.util.List;
import java.util.Optional;

/** Reads what an {@code ObservabilityStack} says of dashboards. */
public final class DashboardsReader {
    private static final String USUAL_NAMESPACE = "observability";

    private DashboardsReader() {}

    /** Where dashboards go, or all violations. */
    public static Reading<DashboardSettings> read(ObservabilityStack resource) {
        Findings findings = new Findings();
        DashboardSettings settings = Optional.ofNullable(resource.getSpec())
                .filter(spec -> spec.dashboards() != null)
                .map(spec -> settings(spec.dashboards(), spec, findings))
                .orElse(DashboardSettings.NONE);
        return findings.none() ? new Reading.Read<>(settings) : new Reading.Invalid<>(findings.all());
    }

    private static DashboardSettings settings(
            StackDashboards dashboards, ObservabilityStackSpec spec, Findings findings) {
        LabelSelection instances =
                SelectionReader.read("spec.dashboards.instanceSelector", dashboards.instanceSelector(), findings);
        Optional<ObservabilityStackSpec.Datasources> named = Optional.ofNullable(dashboards.datasources());
        Datasources uids = new Datasources(
                named.map(ObservabilityStackSpec.Datasources::metrics),
                named.map(ObservabilityStackSpec.Datasources::logs),
                named.map(ObservabilityStackSpec.Datasources::traces));
        List<Server> servers =
                Boolean.TRUE.equals(dashboards.createDatasources()) ? ServersReader.read(spec, uids) : List.of();
        return new DashboardSettings(
                Optional.of(target(dashboards.target())),
                Optional.ofNullable(spec.namespace()).orElse(USUAL_NAMESPACE),
                Optional.ofNullable(dashboards.grafanaUrl()),
                instances,
                new Datasources(
                        uid(TelemetrySignal.METRICS, servers).or(uids::metrics),
                        uid(TelemetrySignal.LOGS, servers).or(uids::logs),
                        uid(TelemetrySignal.TRACES, servers).or(uids::traces)),
                servers);
    }

    private static Optional<String> uid(TelemetrySignal signal, List<Server> servers) {
        return servers.stream()
                .filter(server -> server.signal() == signal)
                .map(Server::uid)
                .findFirst();
    }

    private static Target target(DashboardTarget target) {
        return switch (target) {
            case GRAFANA_OPERATOR -> Target.GRAFANA_OPERATOR;
            case SIDECAR -> Target.SIDECAR;
            case NONE -> Target.FILES;
            case null -> Target.GRAFANA_OPERATOR;
        };
    }
}
