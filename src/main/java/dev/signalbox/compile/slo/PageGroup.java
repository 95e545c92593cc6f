package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.number;

import dev.signalbox.compile.slo.IndicatorQueries.Recorded;
import dev.signalbox.model.Slo;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The group that must be quick: short windows from the raw series, and the page. */
final class PageGroup {
    static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration CURRENT = Duration.ofMinutes(5);

    private PageGroup() {}

    static RuleGroup of(
            Slo slo, Identity identity, IndicatorQueries indicator, ErrorRatioWindows windows, Optional<Rule> page) {
        List<Rule> rules = new ArrayList<>();
        List<Recorded> recorded = new ArrayList<>(indicator.now());
        windows.raw().forEach(window -> recorded.addAll(indicator.shortWindow(window)));
        recorded.forEach(one -> rules.add(RuleWriting.recording(one.series(), one.expr(), identity.labels())));
        rules.add(RuleWriting.recording(
                SloSeries.CURRENT_BURN_RATE,
                divided(
                        identity.series(SloSeries.errorRatio(CURRENT)),
                        number(slo.objective().errorBudget())),
                identity.labels()));
        page.ifPresent(rules::add);
        return RuleWriting.group(identity, "page", INTERVAL, rules);
    }
}
