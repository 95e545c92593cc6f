package dev.signalbox.operator.observe;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.StackMetrics;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.access.Known;
import java.util.Optional;

/** Whom to ask about rules and series. */
public sealed interface Channel {

    /** The stack names nobody. */
    record None() implements Channel {}

    /**
     * @param rules who evaluates the rules
     * @param queries who answers queries
     */
    record Servers(Endpoint rules, Endpoint queries) implements Channel {
        /** The same servers, however they are spoken to. */
        boolean isAt(Channel other) {
            return other instanceof Servers(Endpoint othersRules, Endpoint othersQueries)
                    && isAt(rules, othersRules)
                    && isAt(queries, othersQueries);
        }

        private static boolean isAt(Endpoint one, Endpoint other) {
            return one.url().equals(other.url())
                    && one.access().tenant().equals(other.access().tenant());
        }
    }

    /** @param why nobody can be asked */
    record Closed(String why) implements Channel {}

    /** There is somebody to ask. */
    static boolean isNamed(Optional<ObservabilityStack> stack) {
        return metrics(stack).isPresent();
    }

    /** @param stack the one in use */
    static Channel of(Optional<ObservabilityStack> stack, BackendAccess accesses) {
        Optional<StackMetrics> metrics = metrics(stack);
        if (metrics.isEmpty()) {
            return new None();
        }
        String namespace = stack.orElseThrow().getSpec().namespace();
        String queries = metrics.get().queryUrl();
        return switch (accesses.of(namespace, Optional.ofNullable(metrics.get().auth()))) {
            case Known.Open(var access) ->
                new Servers(
                        new Endpoint(
                                Optional.ofNullable(metrics.get().rulesUrl()).orElse(queries), access),
                        new Endpoint(queries, access));
            case Known.Closed(String why) -> new Closed(queries + " can't be asked: " + why);
        };
    }

    private static Optional<StackMetrics> metrics(Optional<ObservabilityStack> stack) {
        return stack.flatMap(there -> Optional.ofNullable(there.getSpec()))
                .flatMap(spec -> Optional.ofNullable(spec.metrics()))
                .filter(metrics -> metrics.queryUrl() != null);
    }
}
