package dev.signalbox.compile.pipeline.ottl;

import java.util.List;
import java.util.Optional;

/** One change of the telemetry. */
public sealed interface Edit {

    /** Makes it, always. */
    default Statement always() {
        return new Statement(this, Optional.empty());
    }

    /** Makes it where a condition holds. */
    default Statement where(Condition condition) {
        return new Statement(this, Optional.of(condition));
    }

    /**
     * Gives a path a value; an absent value changes nothing.
     *
     * @param target what is changed
     * @param value what it becomes
     */
    record Set(Path target, Value value) implements Edit {}

    /**
     * Removes one key.
     *
     * @param target a map
     * @param key any text
     */
    record DeleteKey(Path target, String key) implements Edit {
        /** Refuses a target that is no map. */
        public DeleteKey {
            requireMap(target);
        }
    }

    /**
     * Removes the keys in which an expression matches.
     *
     * @param target a map
     * @param regex of keys
     */
    record DeleteMatchingKeys(Path target, Regex regex) implements Edit {
        /** Refuses a target that is no map. */
        public DeleteMatchingKeys {
            requireMap(target);
        }
    }

    /**
     * Removes every key but some.
     *
     * @param target a map
     * @param keys that stay
     */
    record KeepKeys(Path target, List<String> keys) implements Edit {
        /** Refuses a target that is no map. */
        public KeepKeys {
            requireMap(target);
            keys = List.copyOf(keys);
        }
    }

    /**
     * Removes every key but those in which an expression matches.
     *
     * @param target a map
     * @param regex of keys that stay
     */
    record KeepMatchingKeys(Path target, Regex regex) implements Edit {
        /** Refuses a target that is no map. */
        public KeepMatchingKeys {
            requireMap(target);
        }
    }

    /**
     * Replaces in a text wherever an expression matches; leaves alone what is no text.
     *
     * @param target a text
     * @param regex what is replaced
     * @param replacement what stands there then
     */
    record ReplacePattern(Path target, Regex regex, Replacement replacement) implements Edit {}

    /**
     * Replaces in all keys or all values of a map; of the values only in texts, and not in what is nested.
     *
     * @param target a map
     * @param part in which half
     * @param regex what is replaced
     * @param replacement what stands there then
     */
    record ReplaceAllPatterns(Path target, Part part, Regex regex, Replacement replacement) implements Edit {
        /** Refuses a target that is no map. */
        public ReplaceAllPatterns {
            requireMap(target);
        }
    }

    /**
     * Cuts every text in a map to a length.
     *
     * @param target a map
     * @param limit bytes, at least 0
     */
    record TruncateAll(Path target, int limit) implements Edit {
        /** Refuses a target that is no map, and a limit below zero. */
        public TruncateAll {
            requireMap(target);
            requireNotNegative(limit);
        }
    }

    /**
     * Leaves a map at most so many entries.
     *
     * @param target a map
     * @param limit entries, at least the number of those that must stay
     * @param priority keys that must stay
     */
    record Limit(Path target, int limit, List<String> priority) implements Edit {
        /** Refuses a target that is no map, and a limit that leaves no room for what must stay. */
        public Limit {
            requireMap(target);
            priority = List.copyOf(priority);
            requireNotNegative(limit - priority.size());
        }
    }

    /**
     * Leaves no map and no list in a map: what is nested stands in it under its path, {@code a.b} and {@code a.0}.
     *
     * @param target a map
     */
    record Flatten(Path target) implements Edit {
        /** Refuses a target that is no map. */
        public Flatten {
            requireMap(target);
        }
    }

    /**
     * Puts the entries of one map into another.
     *
     * @param target a map
     * @param source a map, such as parsed JSON
     * @param strategy what happens to keys that both have
     */
    record MergeMaps(Path target, Value source, Merge strategy) implements Edit {
        /** Refuses a target that is no map. */
        public MergeMaps {
            requireMap(target);
        }
    }

    /**
     * Merges the points of a metric that are equal in what is kept of their attributes; not for summaries. Points of
     * different requests don't meet, see {@code delta_to_cumulative}.
     *
     * @param aggregation what becomes of their values
     * @param keep attributes that stay, every other is gone; empty means all that are left
     */
    record AggregateOnAttributes(Aggregation aggregation, Optional<List<String>> keep) implements Edit {
        /** Copies the attributes. */
        public AggregateOnAttributes {
            keep = keep.map(List::copyOf);
        }
    }

    /** Half of a map. */
    enum Part {
        /** The keys. */
        KEY,
        /** The values. */
        VALUE
    }

    /** Which of two entries of one key stays. */
    enum Merge {
        /** The target's. */
        INSERT,
        /** The source's, where the target has the key already; no other is taken. */
        UPDATE,
        /** The source's. */
        UPSERT
    }

    /** How values become one. */
    enum Aggregation {
        /** Their sum. */
        SUM,
        /** Their mean. */
        MEAN,
        /** The least. */
        MIN,
        /** The greatest. */
        MAX
    }

    private static void requireMap(Path target) {
        if (!target.mayBeMap()) {
            throw new IllegalArgumentException("must be a map, was " + target);
        }
    }

    private static void requireNotNegative(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("must be at least 0, was " + limit);
        }
    }
}
