package dev.signalbox.intake;

import dev.signalbox.model.ReservedLabels;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which label names a user may use, and where. */
public final class LabelRules {
    private static final Pattern LEGACY_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final int LONGEST_WORD = 63;
    private static final int MOST_GROUPS = 8;

    private LabelRules() {}

    /** The labels to group by, in their order; empty when none are given. */
    static List<String> groupBy(List<String> labels, Findings findings) {
        if (labels == null) {
            return List.of();
        }
        findings.require(
                labels.size() <= MOST_GROUPS,
                "spec.groupBy",
                "must be at most %d labels, was %d".formatted(MOST_GROUPS, labels.size()),
                "group by fewer");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            String label = Optional.ofNullable(labels.get(i)).orElse("");
            String path = "spec.groupBy[%d]".formatted(i);
            name(path, label, ReservedLabels.amongGroups(label), "use another label, e.g. \"region\"", findings);
            findings.require(
                    seen.add(label),
                    path,
                    "must be given once, was given twice: \"%s\"".formatted(label),
                    "remove one");
        }
        return labels.stream().filter(Objects::nonNull).toList();
    }

    /** Labels that a user adds to an alert; those that tell its groups apart would make them one. */
    static void alertLabels(String path, Map<String, String> labels, List<String> groupBy, Findings findings) {
        labels.forEach((label, value) -> {
            name(path + "." + label, label, ReservedLabels.onAlerts(label), insteadOnAlerts(label), findings);
            findings.require(
                    value != null && !value.isEmpty(),
                    path + "." + label,
                    "must have a value, was empty, which to Prometheus is no label",
                    "write one, or leave the label out");
            findings.require(
                    !groupBy.contains(label),
                    path + "." + label,
                    "must not be a label of spec.groupBy, whose alerts it would make one; was \"%s\"".formatted(label),
                    "use another label, e.g. \"channel\"");
        });
    }

    /** A value that is shown and matched everywhere: a service, a team. */
    public static void word(String path, String value, Findings findings) {
        findings.require(
                value.length() <= LONGEST_WORD && WORD.matcher(value).matches(),
                path,
                "must be 1 to " + LONGEST_WORD + " letters, digits, '-', '_' or '.', and begin and end with a letter "
                        + "or digit; was \"" + value + "\"",
                "write e.g. \"checkout\"");
    }

    private static String insteadOnAlerts(String label) {
        return label.equals("team")
                ? "name it in the ServiceObservability, and that in serviceRef"
                : "use another label, e.g. \"channel\"";
    }

    private static void name(String path, String label, boolean reserved, String instead, Findings findings) {
        findings.require(
                LEGACY_NAME.matcher(label).matches(),
                path,
                "must be a label name of letters, digits and '_' that begins with no digit, was \"%s\""
                        .formatted(label),
                "write e.g. \"region\"");
        findings.require(
                !reserved,
                path,
                "must not be a label that the rules set themselves, was \"%s\"".formatted(label),
                instead);
    }
}
