package dev.signalbox.operator;

import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.alerts.AlertInquiry;
import dev.signalbox.operator.alerts.MetricNameInquiry;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.cardinality.CardinalityInquiry;
import dev.signalbox.operator.cost.CostInquiry;
import dev.signalbox.operator.coverage.CoverageInquiry;
import dev.signalbox.operator.dashboards.ConventionInquiry;
import dev.signalbox.operator.deployments.DeploymentInquiry;
import dev.signalbox.operator.deployments.DeploymentMetrics;
import dev.signalbox.operator.evidence.Inquiry;
import dev.signalbox.operator.retention.LokiLook;
import dev.signalbox.operator.retention.MetricLook;
import dev.signalbox.operator.retention.PublishedRetention;
import dev.signalbox.operator.retention.RetentionInquiry;
import dev.signalbox.operator.retention.TempoLook;
import dev.signalbox.operator.routing.PublishedRouting;
import dev.signalbox.operator.routing.RoutingInquiry;
import dev.signalbox.operator.routing.SilenceInquiry;
import dev.signalbox.operator.streams.StreamInquiry;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** All that is looked into beside rules and collectors. */
@Singleton
class StackInquiries {
    private final BackendAccess accesses;
    private final PublishedRetention retention;
    private final DeploymentMetrics deployments;
    private final PublishedRouting routing;
    private final Leadership leadership;
    private final OperatorSettings settings;

    @Inject
    StackInquiries(
            BackendAccess accesses,
            PublishedRetention retention,
            DeploymentMetrics deployments,
            PublishedRouting routing,
            Leadership leadership,
            OperatorSettings settings) {
        this.accesses = accesses;
        this.retention = retention;
        this.deployments = deployments;
        this.routing = routing;
        this.leadership = leadership;
        this.settings = settings;
    }

    /** @param namespaces which are watched; empty for all */
    List<Inquiry> all(KubernetesClient client, Set<String> namespaces) {
        return List.of(
                new RetentionInquiry(
                        new LokiLook(accesses, retention), new TempoLook(accesses, retention), new MetricLook()),
                new CoverageInquiry(client, namespaces, settings.coverage().every()),
                new CardinalityInquiry(settings.cardinality().every(), client, namespaces, accesses),
                new StreamInquiry(accesses, settings.logLabels().every()),
                new CostInquiry(settings.cost().every()),
                new ConventionInquiry(settings.conventions().every()),
                new AlertInquiry(accesses, settings.alerts().every()),
                new MetricNameInquiry(client, namespaces, settings.metricNames().every()),
                new SilenceInquiry(accesses, (service, what, now) -> new Announcer(client, leadership.identity())
                        .announce(service, List.of(what), now)),
                new RoutingInquiry(
                        client, namespaces, routing, settings.routing().every()),
                new DeploymentInquiry(
                        client,
                        namespaces,
                        () -> mayWatchWorkloads(client, namespaces),
                        leadership::leads,
                        deployments));
    }

    private static boolean mayWatchWorkloads(KubernetesClient client, Set<String> namespaces) {
        Set<OutputKind> workloads = Set.of(OutputKind.DEPLOYMENT, OutputKind.STATEFUL_SET);
        return new Rights(client, namespaces).watched(workloads).equals(workloads);
    }
}
