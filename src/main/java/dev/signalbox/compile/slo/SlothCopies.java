package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.constant;
import static dev.signalbox.promql.Promql.maxBy;

import dev.signalbox.facts.SlothIds;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.Expr;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What dashboards made for Sloth look for: the published series once more, under Sloth's labels instead of our own, so
 * that no rule of ours takes a copy for the original. The groups' labels stay.
 *
 * @see <a href="https://grafana.com/grafana/dashboards/14348">Grafana dashboard 14348</a>
 */
final class SlothCopies {
    private static final int WEEK_IN_DAYS = 7;

    private SlothCopies() {}

    /** The labels by which Sloth tells SLOs apart. */
    static Map<String, String> labels(Identity identity) {
        return Map.of(
                "sloth_id", SlothIds.id(identity.service(), identity.slo()),
                "sloth_service", identity.service(),
                "sloth_slo", identity.slo().name());
    }

    static List<Rule> of(Slo slo, Identity identity, ErrorRatioWindows windows) {
        List<Rule> copies = new ArrayList<>();
        Stream.of(windows.raw().stream(), windows.ledger().stream(), Stream.of(slo.window()))
                .flatMap(all -> all)
                .forEach(window -> copies.add(errorRatio(identity, window)));
        Map<String, String> labels = labels(identity);
        Stream.of(SloSeries.CURRENT_BURN_RATE, SloSeries.PERIOD_BURN_RATE, SloSeries.BUDGET_REMAINING)
                .map(series -> RuleWriting.recording(series, copied(identity, series), labels))
                .forEach(copies::add);
        copies.add(RuleWriting.recording(
                SloSeries.OBJECTIVE, constant(slo.objective().ratio()), labels));
        copies.add(RuleWriting.recording(
                SloSeries.ERROR_BUDGET, constant(slo.objective().errorBudget()), labels));
        copies.add(
                RuleWriting.recording(SloSeries.PERIOD_DAYS, constant(BigDecimal.valueOf(slo.windowDays())), labels));
        copies.add(RuleWriting.recording(
                "sloth_slo_info",
                constant(BigDecimal.ONE),
                with(
                        labels,
                        Map.of(
                                "sloth_mode", "signalbox",
                                "sloth_objective", slo.objective().toString(),
                                "sloth_spec", "signalbox.dev/v1alpha1"))));
        return copies;
    }

    private static Rule errorRatio(Identity identity, Duration window) {
        String name = windowName(window);
        return RuleWriting.recording(
                SloSeries.errorRatio(name),
                copied(identity, SloSeries.errorRatio(window)),
                with(labels(identity), Map.of("sloth_window", name)));
    }

    /** Of its own labels only the groups'; one of several replicas, where a ruler sees them all. */
    private static Expr copied(Identity identity, String series) {
        return maxBy(identity.groupBy(), identity.series(series));
    }

    /** Sloth writes 28 days as four weeks. */
    private static String windowName(Duration window) {
        long days = window.toDays();
        boolean weeks = days > 0 && days % WEEK_IN_DAYS == 0 && window.equals(Duration.ofDays(days));
        return weeks ? days / WEEK_IN_DAYS + "w" : PrometheusDuration.print(window);
    }

    private static Map<String, String> with(Map<String, String> labels, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(more);
        return all;
    }
}
