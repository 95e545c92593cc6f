package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.ContentHash;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What collectors run with.
 *
 * @param collector whose
 * @param base the configuration; a change is rolled out
 * @param sampling a second one over it that changes in place; gateways only
 */
public record ConfigurationFiles(CollectorName collector, String base, Optional<String> sampling) {
    /** The most that one file may have, in bytes; an object may have 1 MiB, with its labels and managed fields. */
    public static final int LARGEST_BYTES = 900 * 1024;

    /** Of a collector with a sampling file. */
    static final String SAMPLING_ARGUMENT = config(CollectorPaths.SAMPLING + "/" + CollectorPaths.SAMPLING_FILE);

    static final String FEATURE_GATES = "feature-gates";

    /**
     * The tail sampler writes which policy kept a trace, from which {@code KeptCounts} tell rules from percentages.
     *
     * @see <a
     *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.155.0/processor/tailsamplingprocessor/README.md">Tail
     *     sampling processor</a>
     */
    static final String RECORD_POLICY = "processor.tailsamplingprocessor.recordpolicy";

    /** Size of the larger of the two, in bytes. */
    public int largestBytes() {
        return Stream.concat(Stream.of(base), sampling.stream())
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
    }

    /** Of the base. */
    public String hash() {
        return ContentHash.of(base);
    }

    /** Of the sampling file, where there is one. */
    public Optional<String> samplingHash() {
        return sampling.map(ContentHash::of);
    }

    /** {@code signalbox-gateway-<hash of the base>}: another content is another object. */
    public String baseName() {
        return baseName(collector, hash());
    }

    /** Name of the object with a base of that hash. */
    public static String baseName(CollectorName collector, String hash) {
        return collector.name() + "-" + hash;
    }

    /** {@code signalbox-gateway-sampling}. */
    public String samplingName() {
        return collector.name() + "-sampling";
    }

    /** Never to be changed, so that a pod that starts again starts with what it ran with. */
    public ConfigMap baseObject() {
        return new ConfigMapBuilder()
                .withMetadata(collector.metadata(baseName()))
                .withImmutable(true)
                .withData(Map.of(CollectorPaths.BASE_FILE, base))
                .build();
    }

    /** Changed in place; running pods follow it. */
    public Optional<ConfigMap> samplingObject() {
        return sampling.map(text -> new ConfigMapBuilder()
                .withMetadata(collector.metadata(samplingName()))
                .withData(Map.of(CollectorPaths.SAMPLING_FILE, text))
                .build());
    }

    /** Arguments of the collector, the later file over the earlier. */
    List<String> arguments() {
        return Stream.concat(
                        Stream.of(CollectorPaths.BASE + "/" + CollectorPaths.BASE_FILE)
                                .map(ConfigurationFiles::config),
                        sampling.stream()
                                .flatMap(_ -> Stream.of(SAMPLING_ARGUMENT, "--" + FEATURE_GATES + "=" + RECORD_POLICY)))
                .toList();
    }

    private static String config(String file) {
        return "--config=" + file;
    }

    List<Mount> mounts() {
        return Stream.concat(
                        Stream.of(Mount.configMap("base", CollectorPaths.BASE, baseName())),
                        sampling.stream()
                                .map(_ -> Mount.configMap("sampling", CollectorPaths.SAMPLING, samplingName())))
                .toList();
    }
}
