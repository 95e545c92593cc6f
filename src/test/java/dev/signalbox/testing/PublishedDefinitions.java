package dev.signalbox.testing;

import dev.signalbox.controlplane.CustomResourceDefinitions;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Definitions of other operators, as they publish them. */
public enum PublishedDefinitions {
    GRAFANA("grafana-operator", "grafanadashboards", "grafanadatasources", "grafanafolders"),
    /** Templates of Argo Rollouts and Flagger. */
    CANARIES("canaries", "analysis-template", "metrictemplates"),
    /** Of Argo Rollouts. */
    ROLLOUTS("canaries", "rollout");

    private static final Path DIRECTORY = Path.of("src/test/resources/definitions");
    private static final long GONE_WITHIN_SECONDS = 60;

    private final String directory;
    private final List<String> names;

    PublishedDefinitions(String directory, String... names) {
        this.directory = directory;
        this.names = List.of(names);
    }

    /** From now on a cluster serves their kinds. */
    public void install(KubernetesClient client) {
        CustomResourceDefinitions.install(client, all(), "test");
    }

    /** It no longer does, and what there was of them is gone: what is applied to a definition that is going, goes with it. */
    public void remove(KubernetesClient client) {
        all().forEach(definition -> client.resource(definition).delete());
        all().forEach(definition ->
                client.resource(definition).waitUntilCondition(Objects::isNull, GONE_WITHIN_SECONDS, TimeUnit.SECONDS));
    }

    private List<CustomResourceDefinition> all() {
        return names.stream()
                .map(name -> read(DIRECTORY.resolve(directory).resolve(name + ".yaml")))
                .toList();
    }

    private static CustomResourceDefinition read(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
