package dev.signalbox.model;

import java.util.List;
import java.util.Set;

/** Labels that the rules, or Prometheus itself, set on an SLO's series and alerts: a user's value would fork or lose them. */
public final class ReservedLabels {
    /** {@code alertstate} is what Prometheus puts on the series that it records of alerts, in place of what was there. */
    private static final Set<String> NAMES = Set.of("namespace", "slo", "service", "alertname", "alertstate", "team");

    private static final List<String> PREFIXES = List.of("__", "signalbox_", "sloth_");

    private ReservedLabels() {}

    /** Whether a user can't set a label of an alert. */
    public static boolean onAlerts(String label) {
        return NAMES.contains(label) || PREFIXES.stream().anyMatch(label::startsWith);
    }

    /** Whether an SLO can't be split by a label: each alert has a {@code severity} of its own. */
    public static boolean amongGroups(String label) {
        return onAlerts(label) || label.equals("severity");
    }
}
