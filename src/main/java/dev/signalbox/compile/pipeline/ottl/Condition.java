package dev.signalbox.compile.pipeline.ottl;

import java.util.Collection;
import java.util.List;

/** What holds or doesn't. An error in it (a text compared as a number) counts as the component's error mode says. */
public sealed interface Condition {

    /** @param all hold; at least one */
    record And(List<Condition> all) implements Condition {
        /** Copies the conditions. */
        public And {
            all = atLeastOne(all);
        }
    }

    /** @param any holds; at least one */
    record Or(List<Condition> any) implements Condition {
        /** Copies the conditions. */
        public Or {
            any = atLeastOne(any);
        }
    }

    /** @param condition does not hold */
    record Not(Condition condition) implements Condition {}

    /** @param value holds always or never */
    record Always(boolean value) implements Condition {}

    /**
     * Two values compared. Values of different types are unequal, and neither is greater.
     *
     * @param left one
     * @param operator how
     * @param right the other
     */
    record Comparison(Value left, Operator operator, Value right) implements Condition {}

    /**
     * A regular expression matches somewhere; numbers and booleans are matched as text, an absent value never.
     *
     * @param value what is matched
     * @param regex anchored, if the whole must match
     */
    record Matches(Value value, Regex regex) implements Condition {}

    /**
     * A value is one of some texts; an absent value never is.
     *
     * @param value what is looked for
     * @param texts of none, it is never one
     */
    record OneOf(Value value, List<String> texts) implements Condition {
        /** Copies the texts. */
        public OneOf {
            texts = List.copyOf(texts);
        }
    }

    /**
     * A value is of a type.
     *
     * @param value anything
     * @param type the type
     */
    record IsOf(Value value, Type type) implements Condition {}

    /** The span has no parent. */
    record IsRootSpan() implements Condition {}

    /** How values are compared. */
    enum Operator {
        /** Equal, in type and value. */
        EQUAL("=="),
        /** Not equal. */
        NOT_EQUAL("!="),
        /** Less. */
        LESS("<"),
        /** Less or equal. */
        AT_MOST("<="),
        /** Greater. */
        GREATER(">"),
        /** Greater or equal. */
        AT_LEAST(">=");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Types that a value may be asked for. */
    enum Type {
        /** Text. */
        STRING("IsString"),
        /** A whole number. */
        INT("IsInt"),
        /** Another number. */
        DOUBLE("IsDouble"),
        /** True or false. */
        BOOL("IsBool"),
        /** Keys with values. */
        MAP("IsMap"),
        /** Values in order. */
        LIST("IsList");

        private final String function;

        Type(String function) {
            this.function = function;
        }

        String function() {
            return function;
        }
    }

    /** All hold. */
    static Condition and(Condition... all) {
        return new And(List.of(all));
    }

    /** At least one holds. */
    static Condition or(Condition... any) {
        return new Or(List.of(any));
    }

    /** Does not hold. */
    static Condition not(Condition condition) {
        return new Not(condition);
    }

    /** A value is this text. */
    static Condition equal(Value value, String text) {
        return new Comparison(value, Operator.EQUAL, Value.text(text));
    }

    /** A value is one of these texts, whatever their order. */
    static Condition oneOf(Value value, Collection<String> texts) {
        return new OneOf(value, texts.stream().sorted().toList());
    }

    /** An attribute is there, whatever its value. */
    static Condition present(Path path) {
        return new Comparison(path, Operator.NOT_EQUAL, new Value.Nil());
    }

    private static List<Condition> atLeastOne(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("must have at least one condition, had none");
        }
        return List.copyOf(conditions);
    }
}
