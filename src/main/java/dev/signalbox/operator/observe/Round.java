package dev.signalbox.operator.observe;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.RuleServer;
import dev.signalbox.backend.Sample;
import dev.signalbox.compile.slo.SloSeries;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.FiringAlert;
import dev.signalbox.status.Measurement;
import dev.signalbox.status.RuleEvidence;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one round of asking gave.
 *
 * @param rules the loaded rules, or why it is not known
 * @param selections who takes which rules in
 * @param bounds of the histograms of latency SLOs that show no data
 * @param figures what the series say; empty where they can't be asked
 * @param scraped scrape intervals that are not those with which the ledgers count
 * @param missingCells percent of the cells that a window could have, of SLOs of which it is known
 */
record Round(
        Answer<LoadedRules> rules,
        RuleSelections selections,
        Map<ResourceName, List<String>> bounds,
        Optional<Figures> figures,
        Map<ResourceName, Duration> scraped,
        Map<ResourceName, BigDecimal> missingCells) {

    /** One in which nothing more was asked. */
    Round(
            Answer<LoadedRules> rules,
            RuleSelections selections,
            Map<ResourceName, List<String>> bounds,
            Optional<Figures> figures) {
        this(rules, selections, bounds, figures, Map.of(), Map.of());
    }

    /** How many rules the server has, those of others as well; 0 when it can't be asked. */
    int size() {
        return rules instanceof Answer.Given<LoadedRules> loaded
                ? loaded.value().size()
                : 0;
    }

    /** Whether the server that evaluates the rules answered. */
    boolean isHeard() {
        return rules instanceof Answer.Given;
    }

    /** Nobody could be asked. */
    static Round failed(String why) {
        return new Round(new Answer.Unavailable<>(why), RuleSelections.UNKNOWN, Map.of(), Optional.empty());
    }

    static Round of(RuleServer ruler, QueryServer server, RuleFingerprints fingerprints) {
        LoadedRules loaded = new LoadedRules(fingerprints);
        Answer<LoadedRules> rules =
                switch (ruler.rules(loaded)) {
                    case Answer.Given<Integer> _ -> new Answer.Given<>(loaded);
                    case Answer.Unavailable<Integer> away -> new Answer.Unavailable<>(away.why());
                };
        return new Round(
                rules,
                RuleSelections.UNKNOWN,
                Map.of(),
                rules instanceof Answer.Given<LoadedRules> ? figures(server) : Optional.empty());
    }

    private static Optional<Figures> figures(QueryServer server) {
        return server.query(SloSeries.BUDGET_REMAINING) instanceof Answer.Given<List<Sample>> remaining
                        && server.query(SloSeries.CURRENT_BURN_RATE) instanceof Answer.Given<List<Sample>> burning
                ? Optional.of(new Figures(remaining.value(), burning.value()))
                : Optional.empty();
    }

    RuleEvidence evidence(ResourceName slo, Tracked tracked) {
        return switch (rules) {
            case Answer.Given<LoadedRules> loaded ->
                switch (loaded.value().evidence(slo, tracked.rules())) {
                    case RuleEvidence.Absent absent -> {
                        List<String> refusals = tracked.labels()
                                .map(labels -> selections.refusals(slo, labels))
                                .orElse(List.of());
                        yield refusals.isEmpty() ? absent : new RuleEvidence.Unselected(refusals);
                    }
                    case RuleEvidence.Loaded fine ->
                        gap(slo, tracked).or(() -> mismatch(slo, tracked)).orElse(fine);
                    case RuleEvidence there -> gap(slo, tracked).orElse(there);
                };
            case Answer.Unavailable<LoadedRules> away -> new RuleEvidence.Unreachable(away.why());
        };
    }

    /** The same, and who takes rules in, what histograms have, which series are scraped otherwise, and what is missing. */
    Round with(
            RuleSelections taken,
            Map<ResourceName, List<String>> known,
            Map<ResourceName, Duration> intervals,
            Map<ResourceName, BigDecimal> missing) {
        return new Round(rules, taken, known, figures, intervals, missing);
    }

    /** Whether the server was heard and does not have all rules of an SLO. */
    boolean lacks(ResourceName slo, Tracked tracked) {
        return rules instanceof Answer.Given && !hasAll(slo, tracked);
    }

    /** Whether the server has all rules of an SLO. */
    boolean hasAll(ResourceName slo, Tracked tracked) {
        return rules instanceof Answer.Given<LoadedRules>(LoadedRules loaded)
                && !(loaded.evidence(slo, tracked.rules()) instanceof RuleEvidence.Absent);
    }

    /** Whether the rules are there and figures could be, but are not. */
    boolean isDark(ResourceName slo, Tracked tracked) {
        return hasAll(slo, tracked)
                && figures.isPresent()
                && figures.get().of(slo, tracked.groupBy(), tracked.objective()).isEmpty();
    }

    private Optional<RuleEvidence> gap(ResourceName slo, Tracked tracked) {
        return tracked.buckets()
                .flatMap(histogram -> histogram.gap(bounds.getOrDefault(slo, List.of())))
                .map(gap -> new RuleEvidence.NoSuchBucket(
                        gap.threshold(),
                        Stream.concat(gap.below().stream(), gap.above().stream())
                                .toList()));
    }

    private Optional<RuleEvidence> mismatch(ResourceName slo, Tracked tracked) {
        return tracked.probe().flatMap(probe -> Optional.ofNullable(scraped.get(slo))
                .map(interval -> new RuleEvidence.ScrapedOtherwise(probe.assumed(), interval)));
    }

    /** What fires, of rules that the server has; empty while it is not known. */
    Optional<List<FiringAlert>> alerts(ResourceName slo, Tracked tracked) {
        return rules instanceof Answer.Given<LoadedRules>(LoadedRules loaded)
                ? Optional.of(loaded.firing(slo, tracked.groupBy()))
                : Optional.empty();
    }

    /**
     * Figures count as soon as there are any; that there are none, only rules that all evaluate can say.
     *
     * @param evidence what this round says of the SLO's rules
     */
    Optional<List<Measurement>> measurements(ResourceName slo, Tracked tracked, RuleEvidence evidence) {
        Optional<List<Measurement>> measured = figures.map(all -> all.of(slo, tracked.groupBy(), tracked.objective()));
        return switch (evidence) {
            case RuleEvidence.Loaded _, RuleEvidence.ScrapedOtherwise _ -> measured;
            case RuleEvidence.Unevaluated _ -> measured.filter(some -> !some.isEmpty());
            case RuleEvidence.NoChannel _,
                    RuleEvidence.NotAsked _,
                    RuleEvidence.Unreachable _,
                    RuleEvidence.Absent _,
                    RuleEvidence.Unselected _,
                    RuleEvidence.NoSuchBucket _,
                    RuleEvidence.Failing _ -> Optional.empty();
        };
    }
}
