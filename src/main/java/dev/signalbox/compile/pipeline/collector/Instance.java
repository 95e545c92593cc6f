package dev.signalbox.compile.pipeline.collector;

import java.util.regex.Pattern;

/**
 * A component under a name; pipelines and settings refer to it by being given it.
 *
 * @param component its settings
 * @param name tells two of one type apart; empty, or small letters, digits and {@code - _ . /} between letters and digits
 * @param <C> what it can be used as
 */
public record Instance<C extends Component>(C component, String name) {
    private static final Pattern NAME = Pattern.compile("([a-z0-9]([a-z0-9._/-]*[a-z0-9])?)?");

    /** Refuses a name that an identifier can't hold. */
    public Instance {
        requireName(name);
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("must match " + NAME + ", was " + name);
        }
    }

    /** The only one of its type. */
    public static <C extends Component> Instance<C> of(C component) {
        return new Instance<>(component, "");
    }

    /** One of several. */
    public static <C extends Component> Instance<C> of(C component, String name) {
        return new Instance<>(component, name);
    }

    /** As the configuration names it: {@code otlp_http} or {@code otlp_http/archive}. */
    public String id(CollectorVersion version) {
        String type = component.type().name(version);
        return name.isEmpty() ? type : type + "/" + name;
    }
}
