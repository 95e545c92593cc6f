package dev.signalbox.status.retention;

import dev.signalbox.model.retention.LokiSettings;
import dev.signalbox.model.retention.TenantLimits;
import java.util.Optional;

/** What is known of Loki. */
public sealed interface LokiEvidence {

    /** @param why it can't be asked */
    record Closed(String why) implements LokiEvidence {}

    /**
     * What it says.
     *
     * @param tenant what holds for the tenant
     * @param settings what it was started with, where it tells
     * @param reloaded whether it could read its runtime files, where it tells
     */
    record Told(TenantLimits tenant, Optional<LokiSettings> settings, Optional<Boolean> reloaded)
            implements LokiEvidence {}
}
