package dev.signalbox.operator.observe;

import dev.signalbox.api.v1alpha1.EndpointAuth;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.StackMetrics;
import dev.signalbox.backend.PrometheusEndpoint;
import java.util.Optional;

/** Whom to ask about rules and series. */
public sealed interface Channel {

    /** The stack names nobody. */
    record None() implements Channel {}

    /**
     * @param rules who evaluates the rules
     * @param queries who answers queries
     */
    record Servers(PrometheusEndpoint rules, PrometheusEndpoint queries) implements Channel {}

    /** @param why nobody can be asked */
    record Closed(String why) implements Channel {}

    /** As the stack says. */
    static Channel of(Optional<ObservabilityStack> stack) {
        return stack.flatMap(there -> Optional.ofNullable(there.getSpec()))
                .flatMap(spec -> Optional.ofNullable(spec.metrics()))
                .filter(metrics -> metrics.queryUrl() != null)
                .map(Channel::of)
                .orElseGet(None::new);
    }

    private static Channel of(StackMetrics metrics) {
        Optional<EndpointAuth> auth = Optional.ofNullable(metrics.auth());
        boolean needsSecret = auth.filter(given -> given.secretRef() != null || given.tls() != null)
                .isPresent();
        if (needsSecret) {
            return new Closed(metrics.queryUrl()
                    + " is not asked, because this version does not read secrets or TLS settings (spec.metrics.auth)");
        }
        Optional<String> tenant = auth.map(EndpointAuth::tenant);
        String rulesUrl = Optional.ofNullable(metrics.rulesUrl()).orElse(metrics.queryUrl());
        return new Servers(
                new PrometheusEndpoint(rulesUrl, tenant), new PrometheusEndpoint(metrics.queryUrl(), tenant));
    }
}
