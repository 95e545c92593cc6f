package dev.signalbox.interchange.resource;

import dev.signalbox.interchange.source.Field;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Labels of a resource, to select it by. */
public final class ObjectLabels {
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

    private ObjectLabels() {}

    /** Those of the mappings that Kubernetes takes, the others stay unread; those of a later one win. */
    public static Map<String, String> of(Field... mappings) {
        Map<String, String> labels = new TreeMap<>();
        for (Field mapping : mappings) {
            mapping.fields().forEach((name, field) -> {
                if (field.isScalar() && isLegal(name, field.peek())) {
                    field.text().ifPresent(value -> labels.put(name, value));
                }
            });
        }
        return labels;
    }

    /** Whether Kubernetes takes it for a label. */
    public static boolean isLegal(String name, String value) {
        return NAME.matcher(name).matches() && VALUE.matcher(value).matches();
    }
}
