package dev.signalbox.compile.dashboard.grafana;

/** Who is asked: a variable in each dashboard, never the name of a data source. */
public enum Source {
    METRICS("metrics", "Metrics", "prometheus"),
    LOGS("logs", "Logs", "loki"),
    TRACES("traces", "Traces", "tempo");

    private final String variable;
    private final String title;
    private final String type;

    Source(String variable, String title, String type) {
        this.variable = variable;
        this.title = title;
        this.type = type;
    }

    public String variable() {
        return variable;
    }

    public String title() {
        return title;
    }

    /** Id of Grafana's plugin. */
    public String type() {
        return type;
    }

    /** The variable as it is referred to: {@code ${metrics}}. */
    public String reference() {
        return "${" + variable + "}";
    }

    /** Who answers a query. */
    public static Source of(Query query) {
        return switch (query) {
            case Query.Metrics _ -> METRICS;
            case Query.Logs _ -> LOGS;
            case Query.Traces _ -> TRACES;
        };
    }
}
