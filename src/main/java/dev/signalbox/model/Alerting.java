package dev.signalbox.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Alerts of one SLO.
 *
 * @param name the {@code alertname}
 * @param burnRates the table, in its order
 * @param page how the page goes out
 * @param ticket how the ticket goes out
 * @param runbook link for whoever is alerted; where there is none, the service may have one
 * @param dashboard link for whoever is alerted
 * @param minimumEvents no alert on fewer events in the long window; 0: always
 * @param missingData what to do when data that was there is gone
 */
public record Alerting(
        String name,
        List<BurnRate> burnRates,
        Route page,
        Route ticket,
        Optional<String> runbook,
        Optional<String> dashboard,
        long minimumEvents,
        MissingData missingData) {
    /** The {@code alertname} of the alert for data that is gone; no other alert of an SLO has it. */
    public static final String MISSING_DATA_NAME = "SLOMissingData";

    public Alerting {
        burnRates = List.copyOf(burnRates);
    }

    /** The route of a severity. */
    public Route route(Severity severity) {
        return switch (severity) {
            case PAGE -> page;
            case TICKET -> ticket;
        };
    }

    /**
     * @param labels put on the alert, {@code severity} among them; sorted by name
     * @param disabled no such alert is wanted
     */
    public record Route(Map<String, String> labels, boolean disabled) {
        public Route {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }
    }

    /** What vanished data means. */
    public enum MissingData {
        IGNORE,
        TICKET,
        PAGE
    }
}
