package dev.signalbox.compile.pipeline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.ServiceBuilder;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.MetricCollection.Scrape;
import dev.signalbox.model.pipeline.MetricCollection.Scraper;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.model.pipeline.TelemetryService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMetricsEndpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.RelabelConfig;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MonitorObjectTest {
    private static final Map<String, String> WHOSE =
            Map.of("job", "shop/checkout", "namespace", "shop", "signalbox_service", "shop/checkout");

    @Test
    void whoseSeriesAreIsTheTargetsToSay() {
        PodMetricsEndpoint ofPods = ((PodMonitor) monitor(Scraper.POD_MONITOR))
                .getSpec()
                .getPodMetricsEndpoints()
                .getFirst();
        assertThat(ofPods.getHonorLabels()).isFalse();
        assertThat(labels(ofPods.getRelabelings())).isEqualTo(WHOSE);

        Endpoint ofServices = ((ServiceMonitor) monitor(Scraper.SERVICE_MONITOR))
                .getSpec()
                .getEndpoints()
                .getFirst();
        assertThat(ofServices.getHonorLabels()).isFalse();
        assertThat(labels(ofServices.getRelabelings())).isEqualTo(WHOSE);
    }

    private static Map<String, String> labels(List<RelabelConfig> relabelings) {
        return relabelings.stream()
                .collect(Collectors.toMap(RelabelConfig::getTargetLabel, RelabelConfig::getReplacement));
    }

    private static HasMetadata monitor(Scraper scraper) {
        TelemetryService checkout = ServiceBuilder.service("shop", "checkout")
                .withMetrics(new MetricCollection(
                        List.of(new Scrape("metrics", "/metrics", Optional.empty())),
                        Optional.of(scraper),
                        Set.of(),
                        Optional.empty(),
                        Set.of(),
                        SeriesLimits.DEFAULT))
                .build();
        return MonitorObject.of(checkout, scraper, Duration.ofSeconds(30), Map.of())
                .orElseThrow();
    }
}
