package dev.signalbox.model.pipeline;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Objects by their labels, as a label selector of Kubernetes has it: everything given must hold.
 *
 * @param labels values that labels have, by name; sorted
 * @param expressions conditions besides
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors">Label
 *     selectors</a>
 */
public record LabelSelection(Map<String, String> labels, List<Expression> expressions) {
    /** Selects everything. */
    public static final LabelSelection ALL = new LabelSelection(Map.of(), List.of());

    public LabelSelection {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        expressions = List.copyOf(expressions);
    }

    /**
     * A condition on one label.
     *
     * @param label its name
     * @param operator how it is compared
     * @param values what it is compared with; empty for {@code EXISTS} and {@code DOES_NOT_EXIST}
     */
    public record Expression(String label, Operator operator, Set<String> values) {
        public Expression {
            values = Collections.unmodifiableSet(new TreeSet<>(values));
        }

        private boolean holds(String value) {
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }
    }

    /** How a label is compared; a label that is missing is not in any set. */
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST
    }

    /** Whether an object with these labels is selected. */
    public boolean selects(Map<String, String> candidate) {
        return labels.entrySet().stream().allMatch(label -> label.getValue().equals(candidate.get(label.getKey())))
                && expressions.stream().allMatch(expression -> expression.holds(candidate.get(expression.label())));
    }

    /** Names of all labels that are looked at, sorted. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(labels.keySet());
        expressions.forEach(expression -> names.add(expression.label()));
        return names;
    }
}
