package dev.signalbox.compile.retention;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.LokiDefaults;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.retention.StackRetention.RuntimeFile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What servers are to be told of how long they keep telemetry.
 *
 * @param loki what Loki is told; nothing: nobody asks, or what Loki's own configuration says is not known yet
 * @param kept the file that stays as it is, because Loki's own rules aren't known, which a tenant's replace, or because
 *     what is to be in it is too large
 * @param tempo what Tempo is told; nothing: nobody asks
 * @param tempoFile where, also while there is nothing to tell
 * @param archive what the bucket is to be told
 */
public record RetentionPlan(
        Optional<LokiOverrides> loki,
        Optional<RuntimeFile> kept,
        Optional<TempoOverrides> tempo,
        Optional<RuntimeFile> tempoFile,
        Optional<Archive> archive) {

    /** A document for whoever owns the bucket. */
    public record Archive(String namespace, ArchiveLifecycle lifecycle) {}

    /** The same services in any order give the same plan. */
    public static RetentionPlan of(TelemetryStack stack, ServiceClaims claims, ClusterFacts facts) {
        Optional<LokiOverrides> loki = LokiOverrides.of(
                stack, claims.services().values(), facts.backends().loki().orElse(LokiDefaults.USUAL));
        boolean stays = facts.backends().loki().isEmpty()
                || loki.filter(LokiOverrides::isTooLarge).isPresent();
        return new RetentionPlan(
                loki,
                loki.filter(_ -> stays).map(LokiOverrides::file),
                TempoOverrides.of(
                        stack, claims.services().values(), facts.backends().tempo()),
                stack.backends().traces().flatMap(_ -> stack.retention().traces()),
                ArchiveLifecycle.of(stack, claims.services().values())
                        .map(lifecycle -> new Archive(stack.namespace(), lifecycle)));
    }

    /** Objects of our own. */
    public List<HasMetadata> objects() {
        return Stream.<Stream<HasMetadata>>of(
                        loki.filter(overrides -> overrides.file().isOurs() && kept.isEmpty()).stream()
                                .map(overrides -> file(overrides.file(), overrides.text())),
                        tempoFile.stream().flatMap(file -> tempoText().stream().map(text -> file(file, text))),
                        archive.filter(all -> !all.lifecycle().hasTooManyRules()).stream()
                                .map(all -> configMap(
                                        all.namespace(),
                                        ArchiveLifecycle.CONFIG_MAP,
                                        ArchiveLifecycle.FILE,
                                        all.lifecycle().text())))
                .flatMap(objects -> objects)
                .toList();
    }

    /** Whether it is a ConfigMap that stays as it is. */
    public boolean keeps(ResourceName configMap) {
        return Stream.concat(kept.stream(), tempoFile.filter(_ -> tempoText().isEmpty()).stream())
                .anyMatch(file -> configMap.equals(new ResourceName(file.namespace(), file.configMap())));
    }

    /** A file that Tempo reads has to be there, also where there is nothing to tell. */
    private Optional<String> tempoText() {
        return tempo.map(TempoOverrides::text).orElse(Optional.of("overrides: {}\n"));
    }

    private static ConfigMap file(RuntimeFile file, String text) {
        return configMap(file.namespace(), file.configMap(), file.key(), text);
    }

    private static ConfigMap configMap(String namespace, String name, String key, String text) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withLabels(OutputLabels.with(Map.of()))
                .endMetadata()
                .withData(Map.of(key, text))
                .build();
    }
}
