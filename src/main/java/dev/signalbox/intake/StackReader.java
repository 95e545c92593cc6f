package dev.signalbox.intake;

import dev.signalbox.api.v1alpha1.EndpointAuth;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.Datasources;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.StackDashboards;
import dev.signalbox.api.v1alpha1.StackMetrics;
import dev.signalbox.facts.LookupLinks;
import dev.signalbox.facts.QueryEndpoint;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.RuleSettings.Compatibility;
import dev.signalbox.facts.RuleSettings.Evaluator;
import dev.signalbox.facts.RuleSettings.Format;
import dev.signalbox.facts.RuleSettings.Runbooks;
import java.util.Map;
import java.util.Optional;

/** Reads what an {@code ObservabilityStack} says of rules. */
public final class StackReader {
    private static final RuleSettings DEFAULT = RuleSettings.DEFAULT;

    private StackReader() {}

    /** How rules are written, or all violations. */
    public static Reading<RuleSettings> read(ObservabilityStack resource) {
        Findings findings = new Findings();
        RuleSettings settings = Optional.ofNullable(resource.getSpec())
                .map(ObservabilityStackSpec::metrics)
                .map(metrics ->
                        settings(metrics, Optional.ofNullable(resource.getSpec().dashboards()), findings))
                .orElse(DEFAULT);
        return findings.none() ? new Reading.Read<>(settings) : new Reading.Invalid<>(findings.all());
    }

    private static RuleSettings settings(
            StackMetrics metrics, Optional<StackDashboards> dashboards, Findings findings) {
        Optional<StackMetrics.Rules> rules = Optional.ofNullable(metrics.rules());
        return new RuleSettings(
                DurationFields.positive("spec.metrics.scrapeInterval", metrics.scrapeInterval(), findings)
                        .orElse(DEFAULT.scrapeInterval()),
                rules.flatMap(r -> DurationFields.positive("spec.metrics.rules.ledgerDelay", r.ledgerDelay(), findings))
                        .orElse(DEFAULT.ledgerDelay()),
                Optional.ofNullable(metrics.retention())
                        .flatMap(retention ->
                                DurationFields.positive("spec.metrics.retention.raw", retention.raw(), findings)),
                rules.map(StackMetrics.Rules::labels).orElse(Map.of()),
                metrics.type() == StackMetrics.Type.VICTORIA_METRICS
                        ? Evaluator.VICTORIA_METRICS
                        : Evaluator.PROMETHEUS,
                rules.map(StackMetrics.Rules::format)
                        .filter(StackMetrics.Format.VM_RULE::equals)
                        .map(format -> Format.VM_RULE)
                        .orElse(Format.PROMETHEUS_RULE),
                rules.map(StackMetrics.Rules::compatibility)
                        .filter(StackMetrics.Compatibility.SLOTH::equals)
                        .map(compatibility -> Compatibility.SLOTH)
                        .orElse(Compatibility.NONE),
                rules.map(StackMetrics.Rules::runbooks)
                        .filter(StackMetrics.Runbooks.CONFIG_MAP::equals)
                        .map(runbooks -> Runbooks.CONFIG_MAP)
                        .orElse(Runbooks.NONE),
                links(metrics, dashboards),
                Optional.ofNullable(metrics.queryUrl()).map(url -> endpoint(url, metrics.auth())));
    }

    private static QueryEndpoint endpoint(String url, EndpointAuth written) {
        Optional<EndpointAuth> auth = Optional.ofNullable(written);
        return new QueryEndpoint(
                url,
                auth.map(EndpointAuth::tenant),
                auth.map(EndpointAuth::type)
                        .filter(type -> type != EndpointAuth.Type.NONE)
                        .isPresent());
    }

    /** Mimir has no page for queries, and VictoriaMetrics one of its own. */
    private static LookupLinks links(StackMetrics metrics, Optional<StackDashboards> dashboards) {
        boolean hasPage =
                metrics.type() != StackMetrics.Type.MIMIR && metrics.type() != StackMetrics.Type.VICTORIA_METRICS;
        return new LookupLinks(
                dashboards.map(StackDashboards::grafanaUrl),
                dashboards.map(StackDashboards::datasources).map(Datasources::metrics),
                hasPage ? Optional.ofNullable(metrics.queryUrl()) : Optional.empty());
    }
}
