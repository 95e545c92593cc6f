package dev.signalbox.compile.pipeline;

import dev.signalbox.compile.Notice;
import dev.signalbox.model.ResourceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What owners of single resources should know of a whole that was made of many; what is left out of it, and why.
 *
 * @param byResource by the resource that each is told on, sorted
 */
public record Remarks(Map<ResourceName, List<Notice>> byResource) {
    public static final Remarks NONE = new Remarks(Map.of());

    public Remarks {
        Map<ResourceName, List<Notice>> copy = new TreeMap<>();
        byResource.forEach((resource, notices) -> copy.put(resource, List.copyOf(notices)));
        byResource = Collections.unmodifiableMap(copy);
    }

    /** These and others. */
    public Remarks and(Remarks others) {
        Map<ResourceName, List<Notice>> both = new TreeMap<>();
        Stream.of(this, others)
                .forEach(remarks -> remarks.byResource.forEach((resource, notices) ->
                        both.computeIfAbsent(resource, _ -> new ArrayList<>()).addAll(notices)));
        return new Remarks(both);
    }

    /** What is to be told on one resource. */
    public List<Notice> of(ResourceName resource) {
        return byResource.getOrDefault(resource, List.of());
    }
}
