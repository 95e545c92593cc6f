package dev.signalbox.compile.pipeline.metrics;

import dev.signalbox.compile.kube.Shares;
import dev.signalbox.compile.pipeline.PointLabels;
import dev.signalbox.compile.pipeline.ServiceShares;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.receiver.PrometheusReceiver;
import dev.signalbox.compile.pipeline.collector.receiver.Relabel;
import dev.signalbox.compile.pipeline.collector.receiver.ScrapeConfig;
import dev.signalbox.compile.pipeline.collector.receiver.ScrapeConfig.Discovery;
import dev.signalbox.compile.pipeline.collector.receiver.ScrapeConfig.Kubernetes;
import dev.signalbox.compile.pipeline.collector.receiver.ScrapeConfig.Limits;
import dev.signalbox.compile.pipeline.collector.receiver.ScrapeConfig.Target;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.workload.CollectorVariable;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.MetricCollection.Scrape;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.model.pipeline.TelemetryService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Scrapes that an agent makes of the pods on its own node. The label {@code job} is the service's key: it comes from the
 * target and not from what the target says of itself, so attribution believes it. Labels of the target stand, and what the
 * target says under their names moves to {@code exported_…}, as with a monitor: an exporter may tell its points apart by it.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#pod">Discovery of pods</a>
 */
public final class AgentScrapes {
    private static final String NAMESPACE = "__meta_kubernetes_namespace";
    private static final String POD_PHASE = "__meta_kubernetes_pod_phase";
    private static final String POD_LABEL = "__meta_kubernetes_pod_label_";
    private static final String POD_LABEL_PRESENT = "__meta_kubernetes_pod_labelpresent_";
    private static final String PORT_NAME = "__meta_kubernetes_pod_container_port_name";
    private static final String PORT_NUMBER = "__meta_kubernetes_pod_container_port_number";
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(10);

    private AgentScrapes() {}

    /**
     * The receivers of all scrapes, more than one where there are many services; none where there are none.
     *
     * @param services that agents scrape
     * @param usually between two scrapes where a service doesn't say
     */
    public static List<Instance<PrometheusReceiver>> of(Collection<TelemetryService> services, Duration usually) {
        int shares = ServiceShares.of(services.size());
        SortedMap<Integer, List<ScrapeConfig>> jobs = new TreeMap<>();
        services.forEach(
                service -> jobs.computeIfAbsent(Shares.of(service.key().toString(), shares), _ -> new ArrayList<>())
                        .addAll(jobs(service, usually).toList()));
        return jobs.entrySet().stream()
                .filter(share -> !share.getValue().isEmpty())
                .map(share -> Instance.of(
                        PrometheusReceiver.of(share.getValue()),
                        share.getKey() == 0 ? "" : Integer.toString(share.getKey() + 1)))
                .toList();
    }

    private static Stream<ScrapeConfig> jobs(TelemetryService service, Duration usually) {
        return service.metrics().scrapes().stream().map(scrape -> job(service, scrape, usually));
    }

    private static ScrapeConfig job(TelemetryService service, Scrape scrape, Duration usually) {
        Duration interval = scrape.interval().orElse(usually);
        return new ScrapeConfig(
                service.key() + ":" + scrape.port() + scrape.path(),
                interval,
                interval.compareTo(LONGEST_TIMEOUT) < 0 ? interval : LONGEST_TIMEOUT,
                Target.http(scrape.path()),
                limits(service.metrics().limits()),
                Discovery.of(Kubernetes.podsOnNode(CollectorVariable.NODE_NAME.variable())),
                targets(service, scrape),
                List.of());
    }

    private static Limits limits(SeriesLimits limits) {
        return limits.enforced()
                ? new Limits(Optional.of(limits.series()), Optional.empty(), Optional.empty())
                : Limits.none();
    }

    private static List<Relabel> targets(TelemetryService service, Scrape scrape) {
        List<Relabel> relabels = new ArrayList<>();
        relabels.add(Relabel.keep(Regex.oneOf(List.of(service.resource().namespace())), NAMESPACE));
        relabels.add(Relabel.drop(Regex.oneOf(List.of("Failed", "Succeeded")), POD_PHASE));
        service.pods()
                .labels()
                .forEach((label, value) ->
                        relabels.add(Relabel.keep(Regex.oneOf(List.of(value)), POD_LABEL + sanitized(label))));
        service.pods().expressions().forEach(expression -> relabels.add(relabel(expression)));
        relabels.add(
                Relabel.keep(Regex.oneOf(List.of(scrape.port())), isNumber(scrape.port()) ? PORT_NUMBER : PORT_NAME));
        relabels.add(Relabel.set("job", service.key().toString()));
        relabels.add(Relabel.set(PointLabels.NAMESPACE, service.resource().namespace()));
        relabels.add(Relabel.set(PointLabels.SERVICE, service.key().toString()));
        return relabels;
    }

    private static Relabel relabel(LabelSelection.Expression expression) {
        String label = sanitized(expression.label());
        return switch (expression.operator()) {
            case IN -> Relabel.keep(Regex.oneOf(expression.values()), POD_LABEL + label);
            case NOT_IN -> Relabel.drop(Regex.oneOf(expression.values()), POD_LABEL + label);
            case EXISTS -> Relabel.keep(Regex.oneOf(List.of("true")), POD_LABEL_PRESENT + label);
            case DOES_NOT_EXIST -> Relabel.drop(Regex.oneOf(List.of("true")), POD_LABEL_PRESENT + label);
        };
    }

    private static boolean isNumber(String port) {
        return port.chars().allMatch(Character::isDigit);
    }

    /** As Prometheus makes a label's name of any text. */
    private static String sanitized(String label) {
        return label.replaceAll("[^a-zA-Z0-9_]", "_");
    }
}
