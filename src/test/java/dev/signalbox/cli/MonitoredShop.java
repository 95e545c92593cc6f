package dev.signalbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.intake.batch.Batch;
import dev.signalbox.intake.batch.BatchReader;
import dev.signalbox.intake.batch.Declared;
import dev.signalbox.intake.batch.Meaning;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpecBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RelabelConfig;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroupBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A stack, a service and what they become.
 *
 * @param stack where telemetry goes
 * @param services all of them
 * @param groups of all rules
 * @param dashboards as they are written into files
 * @param labelsOfScrapes that monitors write on what is scraped
 */
public record MonitoredShop(
        TelemetryStack stack,
        List<TelemetryService> services,
        List<RuleGroup> groups,
        List<JsonNode> dashboards,
        Map<String, String> labelsOfScrapes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of resources, which have to be without faults. */
    public static MonitoredShop of(String yaml) {
        BatchReader reader = new BatchReader("default");
        reader.read("shop.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        Batch batch = reader.batch();
        Rendering.Outcome outcome = Rendering.of(batch, ClusterFacts.WITHOUT_CLUSTER);
        if (!outcome.faults().isEmpty()) {
            throw new AssertionError(outcome.faults());
        }
        List<Meaning> meanings =
                batch.declared().stream().map(Declared::meaning).toList();
        return new MonitoredShop(
                meanings.stream()
                        .filter(Meaning.Stack.class::isInstance)
                        .map(stack -> ((Meaning.Stack) stack).telemetry())
                        .findFirst()
                        .orElseThrow(),
                meanings.stream()
                        .filter(Meaning.Service.class::isInstance)
                        .map(service -> ((Meaning.Service) service).telemetry())
                        .toList(),
                outcome.manifests().stream()
                        .filter(manifest -> manifest.identity().kind().equals("PrometheusRule"))
                        .flatMap(manifest ->
                                Serialization.unmarshal(manifest.yaml(), PrometheusRule.class)
                                        .getSpec()
                                        .getGroups()
                                        .stream())
                        .toList(),
                Rendering.dashboards(batch, ClusterFacts.WITHOUT_CLUSTER).values().stream()
                        .map(MonitoredShop::tree)
                        .toList(),
                labels(outcome));
    }

    private static Map<String, String> labels(Rendering.Outcome outcome) {
        return outcome.manifests().stream()
                .filter(manifest -> manifest.identity().kind().equals("PodMonitor"))
                .flatMap(manifest ->
                        Serialization.unmarshal(manifest.yaml(), PodMonitor.class)
                                .getSpec()
                                .getPodMetricsEndpoints()
                                .stream())
                .flatMap(endpoint -> endpoint.getRelabelings().stream())
                .collect(Collectors.toMap(RelabelConfig::getTargetLabel, RelabelConfig::getReplacement));
    }

    /** The rules as a file of Prometheus, all of them evaluated so often, whatever they say of it. */
    public String rules(Duration interval) {
        return ManifestYaml.of(new PrometheusRuleSpecBuilder()
                .withGroups(groups.stream()
                        .map(group -> new RuleGroupBuilder(group)
                                .withInterval(interval.toSeconds() + "s")
                                .build())
                        .toList())
                .build());
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
