package dev.signalbox.compile.pipeline.workload;

import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of a container and what is there.
 *
 * @param volume nothing: a volume of that name comes from a claim
 * @param mount where it is
 */
record Mount(Optional<Volume> volume, VolumeMount mount) {

    static Mount configMap(String name, String path, String configMap) {
        return readOnly(
                new VolumeBuilder()
                        .withName(name)
                        .withNewConfigMap()
                        .withName(configMap)
                        .endConfigMap()
                        .build(),
                path);
    }

    /** What is in several, side by side. */
    static Mount configMaps(String name, String path, List<String> configMaps) {
        return configMaps.size() == 1
                ? configMap(name, path, configMaps.getFirst())
                : projected(
                        name,
                        path,
                        configMaps.stream()
                                .map(configMap -> new VolumeProjectionBuilder()
                                        .withNewConfigMap()
                                        .withName(configMap)
                                        .endConfigMap()
                                        .build())
                                .toList());
    }

    static Mount secret(String name, String path, String secret) {
        return readOnly(
                new VolumeBuilder()
                        .withName(name)
                        .withNewSecret()
                        .withSecretName(secret)
                        .endSecret()
                        .build(),
                path);
    }

    /** Keys of several Secrets as files of one directory. */
    static Mount projected(String name, String path, List<VolumeProjection> sources) {
        return readOnly(
                new VolumeBuilder()
                        .withName(name)
                        .withNewProjected()
                        .withSources(sources)
                        .endProjected()
                        .build(),
                path);
    }

    /** Some keys of a Secret, each a file of its name. */
    static VolumeProjection keys(String secret, String... keys) {
        return new VolumeProjectionBuilder()
                .withNewSecret()
                .withName(secret)
                .withItems(Stream.of(keys)
                        .map(key -> new KeyToPathBuilder()
                                .withKey(key)
                                .withPath(key)
                                .build())
                        .toList())
                .endSecret()
                .build();
    }

    /** A directory of the node that is there. */
    static Mount nodeReadOnly(String name, String path) {
        return readOnly(nodeDirectory(name, path, "Directory"), path);
    }

    /** A directory of the node, created where it is missing. */
    static Mount nodeWritable(String name, String path) {
        return writable(Optional.of(nodeDirectory(name, path, "DirectoryOrCreate")), name, path);
    }

    static Mount claim(String name, String path) {
        return writable(Optional.empty(), name, path);
    }

    /** @param size a quantity */
    static Mount scratch(String name, String path, String size) {
        return writable(
                Optional.of(new VolumeBuilder()
                        .withName(name)
                        .withNewEmptyDir()
                        .withNewSizeLimit(size)
                        .endEmptyDir()
                        .build()),
                name,
                path);
    }

    static Mount readOnly(Volume volume, String path) {
        return new Mount(
                Optional.of(volume),
                new VolumeMountBuilder()
                        .withName(volume.getName())
                        .withMountPath(path)
                        .withReadOnly(true)
                        .build());
    }

    private static Mount writable(Optional<Volume> volume, String name, String path) {
        return new Mount(
                volume,
                new VolumeMountBuilder().withName(name).withMountPath(path).build());
    }

    private static Volume nodeDirectory(String name, String path, String type) {
        return new VolumeBuilder()
                .withName(name)
                .withNewHostPath()
                .withPath(path)
                .withType(type)
                .endHostPath()
                .build();
    }
}
