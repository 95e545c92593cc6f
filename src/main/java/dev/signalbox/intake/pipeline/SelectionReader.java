package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import dev.signalbox.intake.ObjectLabels;
import dev.signalbox.intake.document.Paths;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.LabelSelection.Expression;
import dev.signalbox.model.pipeline.LabelSelection.Operator;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads label selectors; an API server takes any text in those of custom resources. */
public final class SelectionReader {
    private static final Map<String, Operator> OPERATORS = Map.of(
            "In", Operator.IN,
            "NotIn", Operator.NOT_IN,
            "Exists", Operator.EXISTS,
            "DoesNotExist", Operator.DOES_NOT_EXIST);

    private SelectionReader() {}

    /** What is selected; everything where no selector is given. */
    public static LabelSelection read(String path, LabelSelector written, Findings findings) {
        if (written == null) {
            return LabelSelection.ALL;
        }
        Map<String, String> labels =
                Optional.ofNullable(written.getMatchLabels()).orElse(Map.of());
        ObjectLabels.require(path + ".matchLabels", labels, findings);
        return new LabelSelection(
                labels,
                ListItems.read(
                        path + ".matchExpressions",
                        written.getMatchExpressions(),
                        findings,
                        (at, expression) -> expression(at, expression, findings)));
    }

    private static Optional<Expression> expression(String path, LabelSelectorRequirement written, Findings findings) {
        String label = Optional.ofNullable(written.getKey()).orElse("");
        findings.require(
                ObjectLabels.isName(label),
                path + ".key",
                "must be a legal label name, was \"%s\"".formatted(label),
                "write e.g. app");
        Operator operator =
                OPERATORS.get(Optional.ofNullable(written.getOperator()).orElse(""));
        if (!findings.require(
                operator != null,
                path + ".operator",
                "must be In, NotIn, Exists or DoesNotExist, was \"%s\"".formatted(written.getOperator()),
                "write e.g. In")) {
            return Optional.empty();
        }
        List<String> values = ListItems.given(written.getValues());
        boolean wantsValues = operator == Operator.IN || operator == Operator.NOT_IN;
        findings.require(
                values.isEmpty() != wantsValues,
                path + ".values",
                wantsValues
                        ? "must be given for %s, was empty".formatted(written.getOperator())
                        : "must not be given for %s, was %s".formatted(written.getOperator(), values),
                wantsValues ? "write e.g. [checkout]" : "leave it out");
        for (int i = 0; i < values.size(); i++) {
            findings.require(
                    ObjectLabels.isValue(values.get(i)),
                    Paths.item(path + ".values", i),
                    "must be a legal value of a label, was \"%s\"".formatted(values.get(i)),
                    "write e.g. checkout");
        }
        return Optional.of(new Expression(label, operator, new HashSet<>(values)));
    }
}
