package dev.signalbox.interchange.resource;

import dev.signalbox.api.v1alpha1.Alerting;
import dev.signalbox.api.v1alpha1.Alerting.AlertRoute;
import dev.signalbox.api.v1alpha1.Alerting.MissingData;

/** {@code spec.alerting} put together. */
public final class Alerts {
    private static final AlertRoute DISABLED = new AlertRoute(null, true);
    private static final Alerting NOTHING_SAID = new Alerting(null, null, null, null, null, null, null, null);

    /** No alert at all. */
    public static final Alerting NONE =
            new Alerting(null, null, DISABLED, DISABLED, null, null, null, MissingData.IGNORE);

    private Alerts() {}

    /** How one severity is routed; null where there is nothing to say. */
    public static AlertRoute route(boolean disabled, AlertLabels labels) {
        if (disabled) {
            return DISABLED;
        }
        return labels.orNull() == null ? null : new AlertRoute(labels.orNull(), null);
    }

    /** Null where it says nothing. */
    public static Alerting orNull(Alerting alerting) {
        return alerting.equals(NOTHING_SAID) ? null : alerting;
    }

    /** With a runbook, where it has none; both may be null. */
    public static Alerting withRunbook(Alerting alerting, String runbook) {
        Alerting said = alerting == null ? NOTHING_SAID : alerting;
        return orNull(new Alerting(
                said.name(),
                said.burnRates(),
                said.page(),
                said.ticket(),
                said.runbook() == null ? runbook : said.runbook(),
                said.dashboard(),
                said.minimumEvents(),
                said.missingData()));
    }
}
