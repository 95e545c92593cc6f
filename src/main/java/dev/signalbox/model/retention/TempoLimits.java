package dev.signalbox.model.retention;

import java.time.Duration;
import java.util.Optional;

/**
 * What Tempo goes by for a tenant. What a tenant's own entry does not say is nothing for it, whatever the defaults say.
 *
 * @param defaults what holds for tenants without an entry, in JSON
 * @param ofDefaults how long their blocks are kept; nothing: as the compactor says
 * @param named whether the tenant has an entry
 * @param ofTenant how long its blocks are kept by that; nothing: as the compactor says
 */
public record TempoLimits(String defaults, Optional<Duration> ofDefaults, boolean named, Optional<Duration> ofTenant) {

    /** How long the tenant's blocks are kept. */
    public Duration effective(Duration compactor) {
        return (named ? ofTenant : ofDefaults).orElse(compactor);
    }
}
