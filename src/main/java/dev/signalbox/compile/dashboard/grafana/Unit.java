package dev.signalbox.compile.dashboard.grafana;

/**
 * Units of what a panel shows.
 *
 * @see <a href="https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts">Their ids</a>
 */
public enum Unit {
    /** A number as it is. */
    NONE("none"),
    /** A number, with K, M and G. */
    COUNT("short"),
    /** 0 to 1, shown as a percentage. */
    RATIO("percentunit"),
    /** 0 to 100. */
    PERCENT("percent"),
    SECONDS("s"),
    MILLISECONDS("ms"),
    /** A duration in seconds in its two greatest parts: {@code 3 days, 4 hours}. */
    DURATION("dtdurations"),
    BYTES("bytes"),
    BYTES_PER_SECOND("Bps"),
    REQUESTS_PER_SECOND("reqps"),
    /** Anything else a second. */
    PER_SECOND("cps"),
    /** Processors. */
    CORES("suffix: cores"),
    /** Times as fast as it may be. */
    TIMES("suffix:×"),
    /** Milliseconds since 1970. */
    TIME("dateTimeAsIso"),
    /** Text of a table's column. */
    TEXT("string");

    private final String id;

    Unit(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
