package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.DashboardTarget;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.StackDashboards;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DashboardSettings.Datasources;
import dev.signalbox.facts.DashboardSettings.Target;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.Reading;
import dev.signalbox.model.pipeline.LabelSelection;
import java.util.Optional;

/** Reads what an {@code ObservabilityStack} says of dashboards. */
public final class DashboardsReader {
    private static final String USUAL_NAMESPACE = "observability";

    private DashboardsReader() {}

    /** Where dashboards go, or all violations. */
    public static Reading<DashboardSettings> read(ObservabilityStack resource) {
        Findings findings = new Findings();
        Optional<ObservabilityStackSpec> spec = Optional.ofNullable(resource.getSpec());
        DashboardSettings settings = spec.map(ObservabilityStackSpec::dashboards)
                .map(dashboards -> settings(
                        dashboards, spec.map(ObservabilityStackSpec::namespace).orElse(USUAL_NAMESPACE), findings))
                .orElse(DashboardSettings.NONE);
        return findings.none() ? new Reading.Read<>(settings) : new Reading.Invalid<>(findings.all());
    }

    private static DashboardSettings settings(StackDashboards dashboards, String namespace, Findings findings) {
        LabelSelection instances =
                SelectionReader.read("spec.dashboards.instanceSelector", dashboards.instanceSelector(), findings);
        Optional<ObservabilityStackSpec.Datasources> uids = Optional.ofNullable(dashboards.datasources());
        return new DashboardSettings(
                Optional.of(target(dashboards.target())),
                namespace,
                Optional.ofNullable(dashboards.grafanaUrl()),
                instances,
                new Datasources(
                        uids.map(ObservabilityStackSpec.Datasources::metrics),
                        uids.map(ObservabilityStackSpec.Datasources::logs),
                        uids.map(ObservabilityStackSpec.Datasources::traces)),
                Boolean.TRUE.equals(dashboards.createDatasources()));
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
