package dev.signalbox.operator.cardinality;

import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.EvaluatedRule;
import dev.signalbox.backend.grafana.GrafanaHttp;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.cardinality.usage.ObjectReads;
import dev.signalbox.cardinality.usage.Usage;
import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.access.Known;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Reads who uses which metric, from the cluster, the server that evaluates rules, and Grafana. That may take a minute where
 * there are many dashboards, so it is done beside.
 */
final class UsageReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UsageReader.class);
    private static final Duration READ_AGAIN = Duration.ofMinutes(30);

    /** What counts series uses none of them. */
    private static final Set<String> OURS = Set.of(SeriesRules.RECORD);

    private final UsageObjects objects;
    private final BackendAccess accesses;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("metric-usage").factory());
    private volatile Optional<Usage> read = Optional.empty();
    private Instant next = Instant.MIN;

    UsageReader(UsageObjects objects, BackendAccess accesses) {
        this.objects = objects;
        this.accesses = accesses;
    }

    /** What was read last, and nothing before the first time; read anew where that is long ago. */
    Optional<Usage> current(Scene scene, Instant now) {
        if (!now.isBefore(next)) {
            next = now.plus(READ_AGAIN);
            executor.execute(() -> read(scene));
        }
        return read;
    }

    private void read(Scene scene) {
        try {
            read = Optional.of(
                    Usage.of(objects.read(OURS).and(rules(scene.metrics())).and(grafana(scene))));
        } catch (RuntimeException e) {
            LOG.errorf(e, "could not read who uses which metric");
        }
    }

    /** Rules need not be objects of the cluster. */
    private static ObjectReads rules(Channel channel) {
        if (!(channel instanceof Channel.Servers servers)) {
            return ObjectReads.missing("the rules of the server of metrics");
        }
        ObjectReads.Collected reads = new ObjectReads.Collected();
        try (PrometheusHttp server = new PrometheusHttp(servers.rules(), Limits.PATIENT)) {
            return server.rules(rule -> read(rule, reads)) instanceof Answer.Given<Integer>
                    ? reads.all()
                    : ObjectReads.missing("the rules of " + servers.rules().url());
        }
    }

    private static void read(EvaluatedRule rule, ObjectReads.Collected reads) {
        if (!OURS.contains(rule.name())) {
            reads.add(ObjectReads.ofQuery(rule.query()));
        }
    }

    private ObjectReads grafana(Scene scene) {
        Optional<ObservabilityStackSpec.StackDashboards> dashboards =
                Optional.ofNullable(scene.stack().getSpec()).map(ObservabilityStackSpec::dashboards);
        Optional<String> url = dashboards.map(ObservabilityStackSpec.StackDashboards::grafanaUrl);
        if (url.isEmpty()) {
            return ObjectReads.missing(
                    "dashboards that are in Grafana only (the stack has no spec.dashboards.grafanaUrl)");
        }
        return switch (accesses.of(
                scene.stack().getSpec().namespace(), dashboards.map(ObservabilityStackSpec.StackDashboards::auth))) {
            case Known.Closed _ -> ObjectReads.missing("the dashboards of " + url.get());
            case Known.Open(var access) -> grafana(new Endpoint(url.get(), access));
        };
    }

    private static ObjectReads grafana(Endpoint endpoint) {
        ObjectReads.Collected reads = new ObjectReads.Collected();
        try (GrafanaHttp grafana = new GrafanaHttp(endpoint, Limits.PATIENT)) {
            if (grafana.dashboards((title, json) -> reads.add(ObjectReads.ofDashboard("dashboard " + title, json)))
                    instanceof Answer.Unavailable<Integer>) {
                reads.add(ObjectReads.missing("the dashboards of " + endpoint.url()));
            }
            reads.add(
                    switch (grafana.alertRules()) {
                        case Answer.Given<String>(String json) -> ObjectReads.ofAlertRules(json);
                        case Answer.Unavailable<String> _ ->
                            ObjectReads.missing("the alert rules of " + endpoint.url());
                    });
        }
        return reads.all();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
