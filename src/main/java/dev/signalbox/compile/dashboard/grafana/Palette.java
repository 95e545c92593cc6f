package dev.signalbox.compile.dashboard.grafana;

/** What a colour means, in all dashboards. The colours are told apart on light and on dark, and by who can't tell red from green. */
public enum Palette {
    GOOD("#56A64B"),
    WARNING("#F2A93B"),
    BAD("#E02F44"),
    /** What is neither good nor bad, and what is not known. */
    NEUTRAL("#8E8E8E"),

    /** Error budget, and how fast it goes. */
    BUDGET("#3274D9"),
    /** What is promised. */
    OBJECTIVE("#8AB8FF"),
    /** How much there is of something: requests, events, records. */
    TRAFFIC("#5794F2"),
    /** Of all that is counted, what is shown beside it: the year before, the limit, what is asked for. */
    LIMIT("#B877D9"),
    /** One of several that are alike, as pods and processes are; its shades tell them apart. */
    INSTANCE("#7EA6C9"),
    /** An alert that wakes somebody. */
    PAGE("#E02F44"),
    /** An alert that waits until somebody is at work. */
    TICKET("#F2A93B"),
    /** Something was rolled out. */
    DEPLOYMENT("#A352CC"),

    P50("#6ED0E0"),
    P90("#3274D9"),
    P99("#7B61FF"),

    /** Of severities of logs; those above are as good and bad as they say. */
    SEVERITY_INFO("#5794F2"),
    SEVERITY_DEBUG("#8E8E8E"),
    SEVERITY_FATAL("#8F2BB3"),

    STATUS_2XX("#56A64B"),
    STATUS_3XX("#6ED0E0"),
    STATUS_4XX("#F2A93B"),
    STATUS_5XX("#E02F44");

    private final String hex;

    Palette(String hex) {
        this.hex = hex;
    }

    /** {@code #RRGGBB}. */
    public String hex() {
        return hex;
    }
}
