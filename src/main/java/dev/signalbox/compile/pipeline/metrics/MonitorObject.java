package dev.signalbox.compile.pipeline.metrics;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.kube.Selectors;
import dev.signalbox.compile.pipeline.PointLabels;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.pipeline.MetricCollection.Scrape;
import dev.signalbox.model.pipeline.MetricCollection.Scraper;
import dev.signalbox.model.pipeline.TelemetryService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.EndpointBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.PodMetricsEndpointBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitorBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RelabelConfig;
import io.fabric8.openshift.api.model.monitoring.v1.RelabelConfigBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitorBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service's scrapes as an object of the Prometheus operator, for a Prometheus that scrapes by itself.
 *
 * @see <a href="https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor">PodMonitor</a>
 */
public final class MonitorObject {
    private MonitorObject() {}

    /**
     * The object; nothing where there is nothing to scrape, or the agent does it.
     *
     * @param usually between two scrapes where the service doesn't say
     * @param wanted labels that the Prometheus selects monitors by
     */
    public static Optional<HasMetadata> of(
            TelemetryService service, Scraper scraper, Duration usually, Map<String, String> wanted) {
        if (service.metrics().scrapes().isEmpty()) {
            return Optional.empty();
        }
        return switch (scraper) {
            case AGENT -> Optional.empty();
            case POD_MONITOR -> Optional.of(podMonitor(service, usually, wanted));
            case SERVICE_MONITOR -> Optional.of(serviceMonitor(service, usually, wanted));
        };
    }

    private static HasMetadata podMonitor(TelemetryService service, Duration usually, Map<String, String> wanted) {
        return new PodMonitorBuilder()
                .withMetadata(metadata(service, wanted))
                .withNewSpec()
                .withSelector(Selectors.of(service.pods()))
                .withSampleLimit(sampleLimit(service))
                .withPodMetricsEndpoints(service.metrics().scrapes().stream()
                        .map(scrape -> new PodMetricsEndpointBuilder()
                                .withPort(isNumber(scrape) ? null : scrape.port())
                                .withPortNumber(isNumber(scrape) ? (Integer) Integer.parseInt(scrape.port()) : null)
                                .withPath(scrape.path())
                                .withInterval(interval(scrape, usually))
                                .withHonorLabels(false)
                                .withRelabelings(whose(service))
                                .withMetricRelabelings(dropped(service))
                                .build())
                        .toList())
                .endSpec()
                .build();
    }

    private static HasMetadata serviceMonitor(TelemetryService service, Duration usually, Map<String, String> wanted) {
        return new ServiceMonitorBuilder()
                .withMetadata(metadata(service, wanted))
                .withNewSpec()
                .withSelector(Selectors.of(service.pods()))
                .withSampleLimit(sampleLimit(service))
                .withEndpoints(service.metrics().scrapes().stream()
                        .map(scrape -> new EndpointBuilder()
                                .withPort(isNumber(scrape) ? null : scrape.port())
                                .withTargetPort(
                                        isNumber(scrape) ? new IntOrString(Integer.parseInt(scrape.port())) : null)
                                .withPath(scrape.path())
                                .withInterval(interval(scrape, usually))
                                .withHonorLabels(false)
                                .withRelabelings(whose(service))
                                .withMetricRelabelings(dropped(service))
                                .build())
                        .toList())
                .endSpec()
                .build();
    }

    private static ObjectMeta metadata(TelemetryService service, Map<String, String> wanted) {
        return new ObjectMetaBuilder()
                .withName("service-" + service.resource().name())
                .withNamespace(service.resource().namespace())
                .withLabels(OutputLabels.ofService(service.resource(), wanted))
                .build();
    }

    private static Long sampleLimit(TelemetryService service) {
        return service.metrics().limits().enforced()
                ? (Long) (long) service.metrics().limits().series()
                : null;
    }

    private static String interval(Scrape scrape, Duration usually) {
        return PrometheusDuration.print(scrape.interval().orElse(usually));
    }

    /** As a server calls an OTLP service of that name and namespace, with the labels that agents write on its points. */
    private static List<RelabelConfig> whose(TelemetryService service) {
        String key = service.key().toString();
        return List.of(
                label("job", key),
                label(PointLabels.NAMESPACE, service.resource().namespace()),
                label(PointLabels.SERVICE, key));
    }

    private static RelabelConfig label(String name, String value) {
        return new RelabelConfigBuilder()
                .withAction("replace")
                .withTargetLabel(name)
                .withReplacement(value)
                .build();
    }

    private static List<RelabelConfig> dropped(TelemetryService service) {
        return service.metrics().dropMetrics().stream()
                .map(pattern -> new RelabelConfigBuilder()
                        .withAction("drop")
                        .withSourceLabels("__name__")
                        .withRegex(pattern)
                        .build())
                .toList();
    }

    private static boolean isNumber(Scrape scrape) {
        return scrape.port().chars().allMatch(Character::isDigit);
    }
}
