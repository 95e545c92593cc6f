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
    private static final Set<String> OURS = Set.of(SeriesRules.CLAIMED, SeriesRules.RECORD, SeriesRules.REMAINDER);

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
            ObjectReads.Collected reads = new ObjectReads.Collected();
            objects.read(OURS, reads);
            rules(scene.metrics(), reads);
            grafana(scene, reads);
            if (!reads.open().isEmpty()) {
                LOG.infof(
                        "no label or metric is advised to be dropped, as queries that can't be parsed may read any: %s",
                        String.join(", ", reads.open()));
            }
            read = Optional.of(Usage.of(reads.all()));
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "could not read who uses which metric");
        }
    }

    /** Rules need not be objects of the cluster. */
    private static void rules(Channel channel, ObjectReads.Collected reads) {
        if (!(channel instanceof Channel.Servers servers)) {
            reads.add(ObjectReads.missing("the rules of the server of metrics"));
            return;
        }
        try (PrometheusHttp server = new PrometheusHttp(servers.rules(), Limits.PATIENT)) {
            if (server.rules(rule -> read(rule, reads)) instanceof Answer.Unavailable<Integer>) {
                reads.add(ObjectReads.missing("the rules of " + servers.rules().url()));
            }
        }
    }

    private static void read(EvaluatedRule rule, ObjectReads.Collected reads) {
        if (!OURS.contains(rule.name())) {
            reads.add("rule " + rule.name(), ObjectReads.ofQuery(rule.query()));
        }
    }

    private void grafana(Scene scene, ObjectReads.Collected reads) {
        Optional<ObservabilityStackSpec.StackDashboards> dashboards =
                Optional.ofNullable(scene.stack().getSpec()).map(ObservabilityStackSpec::dashboards);
        Optional<String> url = dashboards.map(ObservabilityStackSpec.StackDashboards::grafanaUrl);
        if (url.isEmpty()) {
            reads.add(ObjectReads.missing("dashboards that only Grafana has (no spec.dashboards.grafanaUrl)"));
            return;
        }
        switch (accesses.of(
                scene.stack().getSpec().namespace(), dashboards.map(ObservabilityStackSpec.StackDashboards::auth))) {
            case Known.Closed _ -> reads.add(ObjectReads.missing("the dashboards of " + url.get()));
            case Known.Open(var access) -> grafana(new Endpoint(url.get(), access), reads);
        }
    }

    private static void grafana(Endpoint endpoint, ObjectReads.Collected reads) {
        try (GrafanaHttp grafana = new GrafanaHttp(endpoint, Limits.PATIENT)) {
            Answer<Integer> dashboards = grafana.dashboards((title, json) -> {
                String called = "dashboard " + title;
                reads.add(called, ObjectReads.ofDashboard(called, json));
            });
            if (dashboards instanceof Answer.Unavailable<Integer>) {
                reads.add(ObjectReads.missing("the dashboards of " + endpoint.url()));
            }
            reads.add(
                    "alert rules of Grafana",
                    switch (grafana.alertRules()) {
                        case Answer.Given<String>(String json) -> ObjectReads.ofAlertRules(json);
                        case Answer.Unavailable<String> _ ->
                            ObjectReads.missing("the alert rules of " + endpoint.url());
                    });
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
