package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.ottl.Regex;
import java.util.Optional;

/**
 * A change of one attribute.
 *
 * @param key the attribute; empty where a pattern says which
 * @param action what is done
 * @param value what it becomes
 * @param fromAttribute or whose value
 * @param pattern which attributes, by name
 */
public record AttributeAction(
        Optional<String> key,
        Action action,
        Optional<Template> value,
        Optional<String> fromAttribute,
        Optional<String> pattern) {

    /** What is done. */
    public enum Action {
        /** Set where it is not. */
        INSERT,
        /** Set where it is. */
        UPDATE,
        /** Set. */
        UPSERT,
        /** Removed. */
        DELETE
    }

    /** Sets an attribute, also where it is set already. */
    public static AttributeAction upsert(String key, Template value) {
        return new AttributeAction(
                Optional.of(key), Action.UPSERT, Optional.of(value), Optional.empty(), Optional.empty());
    }

    /** Sets an attribute where it is not. */
    public static AttributeAction insert(String key, Template value) {
        return new AttributeAction(
                Optional.of(key), Action.INSERT, Optional.of(value), Optional.empty(), Optional.empty());
    }

    /** Gives an attribute the value of another. */
    public static AttributeAction copy(String key, String from) {
        return new AttributeAction(
                Optional.of(key), Action.UPSERT, Optional.empty(), Optional.of(from), Optional.empty());
    }

    /** Removes an attribute. */
    public static AttributeAction delete(String key) {
        return new AttributeAction(
                Optional.of(key), Action.DELETE, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Removes every attribute in whose name an expression matches. */
    public static AttributeAction delete(Regex pattern) {
        return new AttributeAction(
                Optional.empty(), Action.DELETE, Optional.empty(), Optional.empty(), Optional.of(pattern.pattern()));
    }
}
