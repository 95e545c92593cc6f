package dev.signalbox.interchange.resource;

import dev.signalbox.interchange.source.Field;
import dev.signalbox.model.ReservedLabels;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Labels that go onto alerts, for routing. */
public final class AlertLabels {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,62}");
    private static final int MOST = 16;
    private static final int LONGEST_VALUE = 256;

    private final Map<String, String> labels = new TreeMap<>();
    private final Set<String> groups;

    /** @param groupBy labels by which the budget is split: one value for all would make the groups' alerts one */
    public AlertLabels(Collection<String> groupBy) {
        this.groups = Set.copyOf(groupBy);
    }

    /** Takes over the labels of a mapping; those of one taken later win. What an alert can't have is noted. */
    public AlertLabels with(Field mapping) {
        mapping.fields().forEach((name, value) -> add(name, value));
        return this;
    }

    /** Takes over one label. */
    public AlertLabels add(String name, Field value) {
        if (value.isScalar()) {
            add(name, value, value.text().orElse(""));
        }
        return this;
    }

    private void add(String name, Field value, String text) {
        if (!isFree(name)) {
            value.note(
                    name.equals("team")
                            ? "is left out: the team of alerts is that of a ServiceObservability, to which "
                                    + "spec.serviceRef may point"
                            : "is left out: " + name + " is set by the rules, or is no label name");
        } else if (groups.contains(name)) {
            value.note("is left out: the budget is split by " + name);
        } else if (text.isEmpty()) {
            value.note("is left out: without a value it is no label");
        } else if (text.length() > LONGEST_VALUE) {
            value.note("is left out: values of labels have at most " + LONGEST_VALUE + " characters");
        } else if (labels.size() == MOST && !labels.containsKey(name)) {
            value.note("is left out: an alert takes at most " + MOST + " labels");
        } else {
            if (text.contains("{{")) {
                value.note("is taken as it is: templates in labels are not filled in");
            }
            labels.put(name, text);
        }
    }

    private static boolean isFree(String name) {
        return LEGAL.matcher(name).matches() && !ReservedLabels.onAlerts(name);
    }

    /** By name; null when there are none. */
    public Map<String, String> orNull() {
        return labels.isEmpty() ? null : labels;
    }
}
