package dev.signalbox.compile.slo;

import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.Indicator.BadEvents;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import dev.signalbox.promql.Confinement;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Promql;
import dev.signalbox.promql.PromqlPrinter;
import dev.signalbox.promql.WindowedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What an SLO may read. The indicator is all of it that is PromQL of a user's own; every other text of an SLO is escaped
 * where it is written, and every other query is ours and about this SLO's series.
 */
public sealed interface ConfinedSlo {

    /** @param slo as it is to be compiled */
    record Allowed(Slo slo) implements ConfinedSlo {}

    /** @param violations why its indicator can't be confined, at least one */
    record Refused(List<Violation> violations) implements ConfinedSlo {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /** The SLO as it is, or in a confined namespace one that reads nothing but the namespace's own series. */
    static ConfinedSlo of(Slo slo, ClusterFacts facts) {
        String namespace = slo.name().namespace();
        return facts.confines(namespace) ? told(confined(slo), facts.confiningPolicy(namespace)) : new Allowed(slo);
    }

    /** In the words of every door, where it is known whose rule it is. */
    private static ConfinedSlo told(ConfinedSlo outcome, Optional<String> policy) {
        return outcome instanceof Refused(List<Violation> violations) && policy.isPresent()
                ? new Refused(violations.stream()
                        .map(violation -> violation.from(Rule.CONFINE_TO_NAMESPACE.of(policy.get())))
                        .toList())
                : outcome;
    }

    /**
     * Why an SLO could not be confined, were its namespace; none where it could, or none of the policies confines anybody: to find
     * that out costs as much as to read the SLO, and mostly nobody asks.
     */
    static List<Violation> unconfinable(Slo slo, Collection<Policy> policies) {
        return policies.stream().anyMatch(Policy::confineToNamespace)
                        && confined(slo) instanceof Refused(List<Violation> violations)
                ? violations
                : List.of();
    }

    private static ConfinedSlo confined(Slo slo) {
        Reader reader = new Reader(Confinement.to(slo.name().namespace()), new ArrayList<>());
        Optional<Indicator> own = reader.indicator(slo.indicator());
        return own.<ConfinedSlo>map(indicator -> new Allowed(slo.with(indicator)))
                .orElseGet(() -> new Refused(reader.violations));
    }

    /**
     * Goes on after what it refuses, so that all is told at once.
     *
     * @param violations found so far
     */
    record Reader(Confinement confinement, List<Violation> violations) {

        private Optional<Indicator> indicator(Indicator indicator) {
            return switch (indicator) {
                case Indicator.Ratio(BadEvents bad, String total) -> {
                    Optional<BadEvents> own = badEvents(bad);
                    yield selector("spec.sli.ratio.total", total)
                            .flatMap(all -> own.map(events -> new Indicator.Ratio(events, all)));
                }
                case Indicator.Latency latency ->
                    selector("spec.sli.latency.histogram", latency.histogram())
                            .map(own -> new Indicator.Latency(own, latency.threshold(), latency.kind()));
                case Indicator.Correctness(String valid, String total) -> {
                    Optional<String> own = selector("spec.sli.correctness.valid", valid);
                    yield selector("spec.sli.correctness.total", total)
                            .flatMap(all -> own.map(right -> new Indicator.Correctness(right, all)));
                }
                case Indicator.Freshness freshness ->
                    selector("spec.sli.freshness.timestamp", freshness.timestamp())
                            .map(own -> new Indicator.Freshness(own, freshness.maxAge()));
                case Indicator.Condition(String query) ->
                    confined("spec.sli.condition.query", Promql.expression(query))
                            .map(PromqlPrinter::print)
                            .map(Indicator.Condition::new);
                case Indicator.Rates(String errors, String total) -> {
                    Optional<String> own = windowed("spec.sli.query.errors", errors);
                    yield windowed("spec.sli.query.total", total)
                            .flatMap(all -> own.map(bad -> new Indicator.Rates(bad, all)));
                }
                case Indicator.ErrorRatio(String query) ->
                    windowed("spec.sli.query.errorRatio", query).map(Indicator.ErrorRatio::new);
            };
        }

        private Optional<BadEvents> badEvents(BadEvents bad) {
            return switch (bad) {
                case BadEvents.Errors(String errors) ->
                    selector("spec.sli.ratio.errors", errors).map(BadEvents.Errors::new);
                case BadEvents.AllButGood(String good) ->
                    selector("spec.sli.ratio.good", good).map(BadEvents.AllButGood::new);
            };
        }

        private Optional<String> selector(String path, String text) {
            return confined(path, Promql.selector(text)).map(PromqlPrinter::print);
        }

        private Optional<String> windowed(String path, String text) {
            return confined(path, WindowedQuery.of(text).template()).map(own -> new WindowedQuery(own).text());
        }

        private Optional<Expr> confined(String path, Expr expr) {
            return switch (confinement.confine(expr)) {
                case Confinement.Outcome.Confined(Expr own) -> Optional.of(own);
                case Confinement.Outcome.Refused(var refusals) -> {
                    refusals.forEach(refusal -> violations.add(new Violation(path, refusal.message(), refusal.fix())));
                    yield Optional.empty();
                }
            };
        }
    }
}
