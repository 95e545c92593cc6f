package dev.signalbox.compile.pipeline.workload;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What collectors are rolled out with: an image and the files that it starts with, by their names in the cluster. The content
 * is not needed to go back to one.
 *
 * @param collector whose
 * @param image of the collector
 * @param hash of the image and the base files
 * @param parts over how many objects the base is spread; at least 1
 * @param sampled whether a second configuration, which changes in place, lies over it
 */
public record Revision(CollectorName collector, String image, String hash, int parts, boolean sampled) {

    /** Of a collector with a sampling file. */
    static final String SAMPLING_ARGUMENT = "--config=" + CollectorPaths.SAMPLING + "/" + CollectorPaths.SAMPLING_FILE;

    static final String FEATURE_GATES = "feature-gates";

    /**
     * The tail sampler writes which policy kept a trace, from which {@code KeptCounts} tell rules from percentages.
     *
     * @see <a
     *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.155.0/processor/tailsamplingprocessor/README.md">Tail
     *     sampling processor</a>
     */
    static final String RECORD_POLICY = "processor.tailsamplingprocessor.recordpolicy";

    /** Names of the objects with its base: {@code signalbox-gateway-<hash>}, or {@code signalbox-agent-<hash>-2of3}. */
    public List<String> baseNames() {
        return IntStream.rangeClosed(1, parts).mapToObj(this::baseName).toList();
    }

    String baseName(int part) {
        String name = collector.name() + "-" + hash;
        return parts == 1 ? name : name + "-" + part + "of" + parts;
    }

    /** Arguments of the collector, the later file over the earlier. */
    List<String> arguments() {
        return Stream.concat(
                        baseArguments(parts),
                        sampled
                                ? Stream.of(SAMPLING_ARGUMENT, "--" + FEATURE_GATES + "=" + RECORD_POLICY)
                                : Stream.empty())
                .toList();
    }

    static Stream<String> baseArguments(int parts) {
        return IntStream.rangeClosed(1, parts)
                .mapToObj(part -> "--config=" + CollectorPaths.BASE + "/" + CollectorPaths.baseFile(part));
    }

    List<Mount> mounts() {
        return Stream.concat(
                        Stream.of(Mount.configMaps("base", CollectorPaths.BASE, baseNames())),
                        sampled
                                ? Stream.of(Mount.configMap("sampling", CollectorPaths.SAMPLING, collector.sampling()))
                                : Stream.empty())
                .toList();
    }
}
