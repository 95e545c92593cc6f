package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in an entry while it is read.
 *
 * @param root of what
 * @param keys into it, outermost first; without quotes, brackets and backslashes, which have no escape here
 */
public record LogField(Root root, List<String> keys) implements Written {
    private static final Pattern KEY = Pattern.compile("[^'\"\\[\\]\\\\]+");

    /** Parts of an entry. */
    public enum Root {
        /** The text, or what was read from it. */
        BODY,
        /** Attributes of the record to be. */
        ATTRIBUTES,
        /** Attributes of its resource. */
        RESOURCE
    }

    /** Refuses keys that have no literal. */
    public LogField {
        keys = List.copyOf(keys);
        keys.forEach(key -> {
            if (!KEY.matcher(key).matches()) {
                throw new IllegalArgumentException("must match " + KEY + ", was " + key);
            }
        });
    }

    /** All of the body. */
    public static LogField body() {
        return new LogField(Root.BODY, List.of());
    }

    /** An attribute of the record. */
    public static LogField attribute(String name) {
        return new LogField(Root.ATTRIBUTES, List.of(name));
    }

    /** An attribute of the resource. */
    public static LogField resource(String name) {
        return new LogField(Root.RESOURCE, List.of(name));
    }

    /** What is below this one. */
    public LogField at(String key) {
        List<String> longer = new ArrayList<>(keys);
        longer.add(key);
        return new LogField(root, longer);
    }

    @Override
    public Object written(CollectorVersion version) {
        return text();
    }

    /** As in settings and expressions alike. */
    String text() {
        return root.name().toLowerCase(Locale.ROOT)
                + keys.stream().map(key -> "[\"" + key + "\"]").collect(Collectors.joining());
    }
}
