package dev.signalbox.facts;

import java.util.Optional;

/**
 * Where what rules record is asked for; from {@code ObservabilityStack.spec.metrics}.
 *
 * @param url of a server that speaks Prometheus' HTTP API
 * @param tenant sent as {@code X-Scope-OrgID}
 * @param guarded whether it wants credentials, which are in the stack's namespace and stay there
 */
public record QueryEndpoint(String url, Optional<String> tenant, boolean guarded) {}
