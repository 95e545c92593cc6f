package dev.signalbox.sampling;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a service is in trouble, and has been.
 *
 * <p>An SLO's burn rate counts for every service of the policy: the traces that explain why the SLO's service fails begin
 * in others, and the baseline is that of the service they begin in.
 *
 * @param now whether the condition holds on both windows; nothing: not known
 * @param since when the service was boosted first; nothing: it is not
 * @param lastHeld when the condition was last seen to hold
 */
record Trouble(Optional<Boolean> now, Optional<Instant> since, Optional<Instant> lastHeld) {
    private static final Trouble NEVER = new Trouble(Optional.of(false), Optional.empty(), Optional.empty());

    static Trouble of(
            ServiceKey service,
            TraceSampling policy,
            Optional<ServiceDecision> previous,
            Measurements measured,
            Instant now) {
        Optional<TraceSampling.Trouble> when = policy.adaptive().flatMap(TraceSampling.Adaptive::trouble);
        if (when.isEmpty()) {
            return NEVER;
        }
        Optional<Boolean> holds = holds(when.get(), service, policy.resource().namespace(), measured);
        Optional<Instant> since = previous.flatMap(ServiceDecision::boosted);
        Optional<Instant> lastHeld = previous.flatMap(ServiceDecision::lastHeld);
        if (holds.orElse(false)) {
            return new Trouble(holds, Optional.of(since.orElse(now)), Optional.of(now));
        }
        Duration cooldown = policy.adaptive().orElseThrow().cooldown();
        boolean over = holds.isPresent()
                && lastHeld.map(last -> !now.isBefore(last.plus(cooldown))).orElse(true);
        return new Trouble(holds, over ? Optional.empty() : since, lastHeld);
    }

    private static Optional<Boolean> holds(
            TraceSampling.Trouble when, ServiceKey service, String namespace, Measurements measured) {
        return switch (when) {
            case TraceSampling.Trouble.ErrorRate rate ->
                measured.of(service)
                        .errorPercent()
                        .bothAbove(rate.percentAbove().doubleValue());
            case TraceSampling.Trouble.BurnRate rate ->
                measured.burnRate(new ResourceName(namespace, rate.slo()))
                        .bothAbove(rate.above().doubleValue());
        };
    }

    boolean boosts() {
        return since.isPresent();
    }

    /** Why a service is boosted. */
    Reason reason(TraceSampling policy) {
        if (!now.orElse(false)) {
            return Reason.COOLDOWN;
        }
        return switch (policy.adaptive()
                .flatMap(TraceSampling.Adaptive::trouble)
                .orElseThrow()) {
            case TraceSampling.Trouble.ErrorRate _ -> Reason.ERROR_RATE;
            case TraceSampling.Trouble.BurnRate _ -> Reason.BURN_RATE;
        };
    }
}
