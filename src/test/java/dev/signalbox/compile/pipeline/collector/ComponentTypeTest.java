package dev.signalbox.compile.pipeline.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentTypeTest {

    /** The first release that knows the new name, and the last that knows the old one only. */
    @ParameterizedTest
    @CsvSource({
        "OTLP_EXPORTER, 143, otlp, 144, otlp_grpc",
        "OTLP_HTTP, 143, otlphttp, 144, otlp_http",
        "K8S_ATTRIBUTES, 145, k8sattributes, 146, k8s_attributes",
        "FILE_LOG, 148, filelog, 149, file_log",
        "HOST_METRICS, 149, hostmetrics, 151, host_metrics",
        "SPAN_METRICS, 150, spanmetrics, 151, span_metrics",
        "KUBELET_STATS, 151, kubeletstats, 152, kubelet_stats",
        "KAFKA_METRICS, 150, kafkametrics, 152, kafka_metrics",
        "HTTP_CHECK, 150, httpcheck, 152, http_check",
        "LOAD_BALANCING, 152, loadbalancing, 153, load_balancing",
        "PROMETHEUS_REMOTE_WRITE, 153, prometheusremotewrite, 154, prometheus_remote_write",
        "RESOURCE_DETECTION, 152, resourcedetection, 153, resource_detection",
    })
    void namesChangeWithReleases(ComponentType type, int before, String old, int since, String name) {
        assertThat(type.name(CollectorVersion.release(before))).isEqualTo(old);
        assertThat(type.name(CollectorVersion.release(since))).isEqualTo(name);
    }

    /** A new name is written only by releases that know it, which the pinned one does for all but those of later ones. */
    @Test
    void thePinnedVersionHasTheseNames() {
        Map<ComponentKind, String> names = Stream.of(ComponentType.values())
                .collect(Collectors.groupingBy(
                        ComponentType::kind,
                        TreeMap::new,
                        Collectors.mapping(type -> type.name(CollectorVersion.PINNED), Collectors.joining(" "))));

        assertThat(names)
                .containsExactly(
                        Map.entry(
                                ComponentKind.RECEIVER,
                                "otlp profiling prometheus file_log k8s_cluster kubelet_stats host_metrics http_check postgresql"
                                        + " mysql redis mongodb kafka_metrics rabbitmq elasticsearch nginx haproxy"),
                        Map.entry(
                                ComponentKind.PROCESSOR,
                                "memory_limiter k8s_attributes resource_detection resource attributes transform filter"
                                        + " redaction groupbyattrs batch metric_start_time cumulativetodelta deltatocumulative tail_sampling"
                                        + " probabilistic_sampler"),
                        Map.entry(
                                ComponentKind.EXPORTER,
                                "otlp_grpc otlp_http prometheus_remote_write load_balancing awss3 debug file nop"),
                        Map.entry(ComponentKind.CONNECTOR, "count span_metrics forward routing"),
                        Map.entry(
                                ComponentKind.EXTENSION,
                                "health_check file_storage jaegerremotesampling basicauth bearertokenauth"
                                        + " headers_setter"));
    }

    @ParameterizedTest
    @CsvSource({
        "v0.155.0, 0.155.0, true",
        "0.155.3, 0.155.3, true",
        "0.148.0, 0.148.0, true",
        "0.147.9, 0.147.9, false",
        "0.156.0, 0.156.0, false",
        "1.0.0, 1.0.0, false"
    })
    void versions(String text, String canonical, boolean supported) {
        CollectorVersion version = CollectorVersion.parse(text).orElseThrow();

        assertThat(version).hasToString(canonical);
        assertThat(version.isSupported()).isEqualTo(supported);
    }

    @ParameterizedTest
    @CsvSource({"''", "latest", "0.155", "0.155.0-nightly", "0.155.99999", "-1.0.0"})
    void whatIsNoVersion(String text) {
        assertThat(CollectorVersion.parse(text)).isEmpty();
    }
}
