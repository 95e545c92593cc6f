package dev.signalbox.compile.pipeline.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns settings into the tree of the file, for one version. All text passes through here, so that none can reach the
 * collector's expansion of variables. Notes whom it met.
 */
final class SettingsWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The collector neither expands keys nor unescapes them, but splits them at two colons. */
    private static final Pattern KEY = Pattern.compile("(?!.*::)[A-Za-z0-9_./:-]+");

    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private final CollectorVersion version;
    private final Set<Instance<? extends Component.Extension>> extensions = new LinkedHashSet<>();
    private final Set<PipelineId> pipelines = new LinkedHashSet<>();

    SettingsWriter(CollectorVersion version) {
        this.version = version;
    }

    CollectorVersion version() {
        return version;
    }

    /** The extensions that what was written until now refers to, each once. */
    Set<Instance<? extends Component.Extension>> extensions() {
        return extensions;
    }

    /** The pipelines that what was written until now refers to. */
    Set<PipelineId> pipelines() {
        return pipelines;
    }

    JsonNode write(Object value) {
        return switch (value) {
            case Written written -> write(written.written(version));
            case String text -> NODES.textNode(Template.escaped(text));
            case Template template -> NODES.textNode(template.escaped());
            case Duration duration -> NODES.textNode(GoDuration.text(duration));
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Enum<?> constant -> NODES.textNode(keyword(constant));
            case PipelineId id -> reference(id);
            case Instance<?> instance -> reference(instance);
            case Collection<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case Record fields -> object(fields);
            default -> throw new IllegalArgumentException("can't be written: " + value.getClass());
        };
    }

    private JsonNode reference(PipelineId id) {
        pipelines.add(id);
        return NODES.textNode(id.toString());
    }

    /** Settings refer to extensions only; a pipeline's components are named by the pipeline. */
    @SuppressWarnings("unchecked")
    private JsonNode reference(Instance<?> instance) {
        if (instance.component() instanceof Component.Extension) {
            extensions.add((Instance<? extends Component.Extension>) instance);
        }
        return NODES.textNode(instance.id(version));
    }

    private JsonNode list(Collection<?> values) {
        ArrayNode list = NODES.arrayNode();
        values.forEach(value -> list.add(write(value)));
        return list;
    }

    private JsonNode map(Map<?, ?> values) {
        ObjectNode object = NODES.objectNode();
        values.forEach((key, value) ->
                put(object, key instanceof Enum<?> constant ? keyword(constant) : key.toString(), value));
        return object;
    }

    private JsonNode object(Record settings) {
        ObjectNode object = NODES.objectNode();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = value(settings, component);
            checkKnown(component, value);
            if (component.isAnnotationPresent(Inlined.class)) {
                inline(object, value);
            } else {
                put(object, key(component), value);
            }
        }
        return object;
    }

    private void inline(ObjectNode object, Object value) {
        Object settings = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (settings != null) {
            write(settings).properties().forEach(field -> set(object, field.getKey(), field.getValue()));
        }
    }

    private static void set(ObjectNode object, String key, JsonNode value) {
        Refusal.unless(KEY.matcher(key).matches(), "must match %s, was %s", KEY, key);
        Refusal.unless(object.replace(key, value) == null, "%s is set twice", key);
    }

    /** What is empty is left to the collector's default. */
    private void put(ObjectNode object, String key, Object value) {
        if (!isEmpty(value)) {
            set(object, key, write(value instanceof Optional<?> optional ? optional.get() : value));
        }
    }

    private static boolean isEmpty(Object value) {
        return (value instanceof Optional<?> optional && optional.isEmpty())
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private void checkKnown(RecordComponent component, Object value) {
        Since since = component.getAnnotation(Since.class);
        Refusal.unless(
                since == null || isEmpty(value) || version.isAtLeast(CollectorVersion.release(since.value())),
                "%s has no %s",
                version,
                key(component));
    }

    private static String keyword(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String key(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return key == null
                ? HUMP.matcher(component.getName()).replaceAll("$1_$2").toLowerCase(Locale.ROOT)
                : key.value();
    }

    private static Object value(Record settings, RecordComponent component) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("settings must be public: " + settings.getClass(), e);
        }
    }
}
