package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.TenantFailure;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Tenants;
import dev.signalbox.status.StackObservation.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of the collectors of tenants: figures for the stack, and for each tenant what is told on its services. */
public final class TenantFields {
    private static final int LONGEST_LIST = 20;
    private static final int LONGEST_MESSAGE = 256;

    private TenantFields() {}

    /** Whether those that have a part in a collector are running there; messages don't change from step to step. */
    public static InCollectors verdict(Tenant tenant) {
        String message =
                "the namespace's collector: " + tenant.collectors().rollout().message();
        return switch (tenant.delivery()) {
            case Delivery.Contended(String output, String holders) ->
                new InCollectors.Held(
                        Reason.CONTENDED.text(),
                        "%s, which the namespace's collector needs, is there and not ours (managed by %s); delete it"
                                .formatted(output, holders));
            case Delivery.Refused(String output, String why) ->
                new InCollectors.Held(Reason.REFUSED.text(), output + ": " + why);
            case Delivery.Delivered _, Delivery.Kept _ ->
                switch (tenant.collectors().rollout().phase()) {
                    case SETTLED, DEGRADED -> new InCollectors.Running();
                    case TRYING, ROLLING ->
                        new InCollectors.Awaited("the namespace's collector is being given the configuration");
                    case FAILED -> new InCollectors.Held(Reason.ROLLOUT_FAILED.text(), message);
                    case REJECTED -> new InCollectors.Held(Reason.CONFIGURATION_REJECTED.text(), message);
                };
        };
    }

    /** Figures; null where there is no such collector. */
    static Tenants of(SortedMap<String, Tenant> tenants) {
        if (tenants.isEmpty()) {
            return null;
        }
        SortedMap<String, InCollectors> verdicts = new TreeMap<>();
        tenants.forEach((namespace, tenant) -> verdicts.put(namespace, verdict(tenant)));
        List<TenantFailure> failures = verdicts.entrySet().stream()
                .flatMap(verdict -> failure(verdict).stream())
                .toList();
        return new Tenants(
                verdicts.size(),
                count(verdicts, InCollectors.Running.class),
                count(verdicts, InCollectors.Awaited.class),
                failures.size(),
                failures.isEmpty()
                        ? null
                        : failures.stream().limit(LONGEST_LIST).toList());
    }

    private static int count(Map<String, InCollectors> verdicts, Class<? extends InCollectors> kind) {
        return (int) verdicts.values().stream().filter(kind::isInstance).count();
    }

    private static Optional<TenantFailure> failure(Map.Entry<String, InCollectors> verdict) {
        return switch (verdict.getValue()) {
            case InCollectors.Held(String reason, String message) ->
                Optional.of(new TenantFailure(verdict.getKey(), reason, shortened(message)));
            case InCollectors.Running _, InCollectors.Awaited _, InCollectors.Blocked _ -> Optional.empty();
        };
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
