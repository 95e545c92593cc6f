package dev.signalbox.compile.routing;

import dev.signalbox.model.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How urgent an alert is, from its severity and the tier of its service. A page of tier 1 is P1, any other P2; a ticket of
 * tier 3 or 4 is P4, any other P3. In the order in which routes try them: the last of a severity takes what is left.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/#route">Waits and intervals of a route</a>
 */
enum Priority {
    P1(Severity.PAGE, List.of("1"), "10s", "1m", "30m"),
    P2(Severity.PAGE, List.of(), "10s", "1m", "1h"),
    P4(Severity.TICKET, List.of("3", "4"), "1m", "10m", "1d"),
    P3(Severity.TICKET, List.of(), "1m", "10m", "12h");

    static final String SEVERITY = "signalbox_severity";
    private static final String TIER = "tier";

    private final Severity severity;
    private final List<String> tiers;
    private final Timing timing;

    Priority(Severity severity, List<String> tiers, String wait, String interval, String repeat) {
        this.severity = severity;
        this.tiers = tiers;
        this.timing = new Timing(wait, interval, repeat);
    }

    Severity severity() {
        return severity;
    }

    /** Which alerts, of those that no priority before it takes. */
    List<AlertMatcher> matchers() {
        AlertMatcher ofSeverity = AlertMatcher.equal(SEVERITY, severity.label());
        return tiers.isEmpty() ? List.of(ofSeverity) : List.of(ofSeverity, AlertMatcher.oneOf(TIER, tiers));
    }

    /** @param repeat of the route, where it says so */
    Timing timing(Optional<Duration> repeat) {
        return timing.repeating(repeat);
    }

    /** A Go template that chooses by the priority of the alerts of a notification, which have it in common. */
    static String template(String first, String second, String third, String fourth) {
        return "{{ if eq .CommonLabels.signalbox_severity \"page\" }}"
                + "{{ if eq .CommonLabels.tier \"1\" }}%s{{ else }}%s{{ end }}".formatted(first, second)
                + "{{ else if or (eq .CommonLabels.tier \"3\") (eq .CommonLabels.tier \"4\") }}%s{{ else }}%s{{ end }}"
                        .formatted(fourth, third);
    }
}
