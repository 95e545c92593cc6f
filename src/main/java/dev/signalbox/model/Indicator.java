package dev.signalbox.model;

/** What an SLO counts. PromQL in here has been parsed and is in its printed form. */
public sealed interface Indicator {

    /**
     * Events, good or bad.
     *
     * @param bad the events that count against the objective, told directly or as those that are not good
     * @param total a selector of counters: all events
     */
    record Ratio(BadEvents bad, String total) implements Indicator {}

    /** How a ratio tells its bad events. */
    sealed interface BadEvents {
        /** @param selector counters of the bad events; absent means none happened */
        record Errors(String selector) implements BadEvents {}

        /** @param selector counters of the good events; absent means none was good */
        record AllButGood(String selector) implements BadEvents {}
    }
}
