package dev.signalbox.compile.routing;

/**
 * What is told, as templates of Alertmanager: what its own templates leave out are our annotations.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/notifications/">Data of templates</a>
 */
final class NotificationTexts {
    /** One line: what the first alert says. */
    static final String SUMMARY =
            "{{ if eq .CommonLabels.signalbox_test \"true\" }}[TEST] {{ end }}{{ with index .Alerts 0 }}{{ .Annotations.summary }}"
                    + "{{ end }}{{ if gt (len .Alerts) 1 }} ({{ len .Alerts }} alerts){{ end }}";

    /** Whether it fires, and the same. */
    static final String TITLE = "[{{ .Status | toUpper }}] " + SUMMARY;

    /** What all of them say, and where to look. */
    static final String DETAILS = "{{ range .Alerts }}{{ .Annotations.description }}\n"
            + "{{ with .Annotations.runbook_url }}Runbook: {{ . }}\n{{ end }}"
            + "{{ with .Annotations.dashboard_url }}Dashboard: {{ . }}\n{{ end }}"
            + "{{ with .Annotations.query_url }}Query: {{ . }}\n{{ end }}{{ end }}";

    static final String RUNBOOK = "{{ .CommonAnnotations.runbook_url }}";
    static final String DASHBOARD = "{{ .CommonAnnotations.dashboard_url }}";

    /** Of the Events API v2; critical and error call somebody where urgency follows severity. */
    static final String PAGER_DUTY_SEVERITY = Priority.template("critical", "error", "warning", "info");

    /** Of Opsgenie, which has five. */
    static final String OPSGENIE_PRIORITY = Priority.template("P1", "P2", "P3", "P4");

    private NotificationTexts() {}
}
