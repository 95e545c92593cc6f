package dev.signalbox.report.reading;

import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Fields of resources, any of which may be absent. */
final class Read {
    private Read() {}

    static ResourceName name(HasMetadata resource) {
        return new ResourceName(
                Optional.ofNullable(resource.getMetadata().getNamespace()).orElse(""),
                Optional.ofNullable(resource.getMetadata().getName()).orElse(""));
    }

    /** A field of something that may be absent. */
    static <A, B> Optional<B> field(A record, Function<A, B> field) {
        return Optional.ofNullable(record).map(field);
    }

    /** A list that may be absent. */
    static <A, B> List<B> list(A record, Function<A, List<B>> field) {
        return field(record, field).orElse(List.of());
    }
}
