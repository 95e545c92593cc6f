package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Reading;
import dev.signalbox.model.Violation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resources of the tests, read as the operator's client reads them. */
public final class Written {
    public static final KubernetesSerialization YAML = new KubernetesSerialization();

    private Written() {}

    /** A resource in {@code shop}, with fields of its spec. */
    public static <R> R of(Class<R> type, String name, String... fields) {
        String spec = Stream.of(fields).map(field -> "  " + field + "\n").collect(Collectors.joining());
        return YAML.unmarshal(
                "metadata: {name: %s, namespace: shop, labels: {tier: \"1\"}}\nspec:\n%s"
                        .formatted(name, spec.isEmpty() ? "  {}\n" : spec),
                type);
    }

    public static <R, T> T read(Function<R, Reading<T>> reader, R resource) {
        return switch (reader.apply(resource)) {
            case Reading.Read<T>(T value) -> value;
            case Reading.Invalid<T>(List<Violation> violations) -> throw new AssertionError(violations);
        };
    }

    public static <R, T> List<String> violations(Function<R, Reading<T>> reader, R resource) {
        return switch (reader.apply(resource)) {
            case Reading.Read<T>(T value) -> throw new AssertionError("accepted: " + value);
            case Reading.Invalid<T>(List<Violation> violations) ->
                violations.stream().map(Violation::toString).toList();
        };
    }
}
