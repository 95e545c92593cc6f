package dev.signalbox.compile.pipeline.ottl;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in the telemetry a value is: {@code resource.attributes["signalbox.service"]}.
 *
 * @param context of what
 * @param field one of its fields; one that it doesn't have is refused
 * @param keys into the field, outermost first; any text; only for fields that take keys
 */
public record Path(OttlContext context, PathField field, List<String> keys) implements Value {

    /** Checks that there is such a path. */
    public Path {
        keys = List.copyOf(keys);
        if (!field.existsIn(context)) {
            throw new IllegalArgumentException("no " + field.text() + " in " + context.keyword());
        }
        if (!keys.isEmpty() && !field.takesKeys()) {
            throw new IllegalArgumentException(context.keyword() + "." + field.text() + " takes no keys");
        }
    }

    /** A field as a whole. */
    public static Path of(OttlContext context, PathField field) {
        return new Path(context, field, List.of());
    }

    /** All attributes. */
    public static Path attributes(OttlContext context) {
        return of(context, PathField.ATTRIBUTES);
    }

    /** One attribute, by any name. */
    public static Path attribute(OttlContext context, String name) {
        return attributes(context).at(name);
    }

    /** What is below this one, by any key. */
    public Path at(String key) {
        List<String> longer = new ArrayList<>(keys);
        longer.add(key);
        return new Path(context, field, longer);
    }

    /** Whether it can be a map, which functions on keys want. */
    boolean mayBeMap() {
        return field.takesKeys();
    }
}
