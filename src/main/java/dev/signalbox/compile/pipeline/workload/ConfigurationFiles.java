package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.compile.kube.OutputAnnotations;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What collectors are to run with.
 *
 * @param collector whose
 * @param image of the collector; another one is rolled out
 * @param base the configuration; a change is rolled out; several where one object can't hold it, which join to one
 * @param sampling a second one over it that changes in place; gateways only
 * @param beside what others in the pod start with, by file name; rolled out with the configuration, in its first object
 */
public record ConfigurationFiles(
        CollectorName collector,
        String image,
        List<String> base,
        Optional<String> sampling,
        SortedMap<String, String> beside) {
    /** The most that one file may have, in bytes; an object may have 1 MiB, with its labels and managed fields. */
    public static final int LARGEST_BYTES = 900 * 1024;

    public ConfigurationFiles {
        base = List.copyOf(base);
        beside = Collections.unmodifiableSortedMap(new TreeMap<>(beside));
    }

    /** Of a collector that has its pod to itself. */
    public ConfigurationFiles(CollectorName collector, String image, List<String> base, Optional<String> sampling) {
        this(collector, image, base, sampling, Collections.emptySortedMap());
    }

    /** With the image that the stack wants. */
    public static ConfigurationFiles of(
            TelemetryStack stack, CollectorName collector, List<String> base, Optional<String> sampling) {
        return new ConfigurationFiles(collector, CollectorPod.image(stack.collectors()), base, sampling);
    }

    /** Size of the largest of them, in bytes. */
    public int largestBytes() {
        return Stream.concat(base.stream(), sampling.stream())
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
    }

    /** What of it is rolled out. */
    public Revision revision() {
        return new Revision(
                collector,
                image,
                ContentHash.of(Stream.of(
                                Stream.of(image),
                                base.stream(),
                                beside.entrySet().stream().flatMap(file -> Stream.of(file.getKey(), file.getValue())))
                        .flatMap(texts -> texts)
                        .toArray(String[]::new)),
                base.size(),
                sampling.isPresent());
    }

    /**
     * A hash of all of it, and of who tries it.
     *
     * @param proberImage our own
     */
    public String trialKey(String proberImage) {
        return ContentHash.of(Stream.of(Stream.of(image, proberImage), base.stream(), sampling.stream())
                .flatMap(texts -> texts)
                .toArray(String[]::new));
    }

    /** Of the sampling file, where there is one. */
    public Optional<String> samplingHash() {
        return sampling.map(ContentHash::of);
    }

    /** Never to be changed, so that a pod that starts again starts with what it ran with. */
    public List<ConfigMap> baseObjects() {
        Revision revision = revision();
        return IntStream.rangeClosed(1, base.size())
                .mapToObj(part -> new ConfigMapBuilder()
                        .withMetadata(collector.metadata(revision.baseName(part)))
                        .editMetadata()
                        .withAnnotations(annotations())
                        .endMetadata()
                        .withImmutable(true)
                        .withData(part == 1 ? beside : Map.of())
                        .addToData(CollectorPaths.baseFile(part), base.get(part - 1))
                        .build())
                .toList();
    }

    private Map<String, String> annotations() {
        return sampling.isPresent()
                ? Map.of(OutputAnnotations.IMAGE, image, OutputAnnotations.SAMPLED, "true")
                : Map.of(OutputAnnotations.IMAGE, image);
    }

    /** Changed in place; running pods follow it. */
    public Optional<ConfigMap> samplingObject() {
        return sampling.map(text -> new ConfigMapBuilder()
                .withMetadata(collector.metadata(collector.sampling()))
                .withData(Map.of(CollectorPaths.SAMPLING_FILE, text))
                .build());
    }
}
