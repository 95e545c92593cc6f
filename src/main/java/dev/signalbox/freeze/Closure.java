package dev.signalbox.freeze;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.policy.FreezeTerms;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Why a service's gate is closed.
 *
 * @param service the {@code ServiceObservability}
 * @param policy name of the policy that says so
 * @param terms of that policy
 * @param slo name of the SLO with the least budget left
 * @param remaining of its budget, in percent
 * @param exhausted names of all SLOs of the service that are exhausted
 * @param fresh whether one of them is measured; else the gate is on its way to open
 */
public record Closure(
        ResourceName service,
        String policy,
        FreezeTerms terms,
        String slo,
        BigDecimal remaining,
        Set<String> exhausted,
        boolean fresh) {
    public Closure {
        exhausted = Set.copyOf(exhausted);
    }
}
