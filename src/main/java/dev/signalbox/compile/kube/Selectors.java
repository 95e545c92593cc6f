package dev.signalbox.compile.kube;

import dev.signalbox.model.pipeline.LabelSelection;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirementBuilder;
import java.util.List;

/** Label selectors as they are in objects. */
public final class Selectors {
    private Selectors() {}

    public static LabelSelector of(LabelSelection selection) {
        return new LabelSelectorBuilder()
                .withMatchLabels(selection.labels().isEmpty() ? null : selection.labels())
                .withMatchExpressions(selection.expressions().stream()
                        .map(expression -> new LabelSelectorRequirementBuilder()
                                .withKey(expression.label())
                                .withOperator(operator(expression.operator()))
                                .withValues(List.copyOf(expression.values()))
                                .build())
                        .toList())
                .build();
    }

    private static String operator(LabelSelection.Operator operator) {
        return switch (operator) {
            case IN -> "In";
            case NOT_IN -> "NotIn";
            case EXISTS -> "Exists";
            case DOES_NOT_EXIST -> "DoesNotExist";
        };
    }
}
