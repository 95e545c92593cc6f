package dev.signalbox.compile.dashboard;

import static dev.signalbox.promql.LabelMatcher.equal;
import static dev.signalbox.promql.Promql.metric;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.compile.dashboard.grafana.Annotation;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.PromqlPrinter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is marked in all graphs of a dashboard. */
final class Marks {
    /** When a workload of a service got other images, in seconds since 1970; the operator's own. */
    static final String DEPLOYMENT = "signalbox_deployment_timestamp_seconds";

    private static final long MILLISECONDS = 1000;

    private Marks() {}

    /** Deployments of a service. A scrape that does not honour labels renames those that the target has as well. */
    static Annotation deployments(String namespace, String service) {
        return new Annotation(
                "Deployments",
                PromqlPrinter.print(times(
                        or(
                                metric(DEPLOYMENT, equal("namespace", namespace), equal("service", service)),
                                metric(
                                        DEPLOYMENT,
                                        equal("exported_namespace", namespace),
                                        equal("exported_service", service))),
                        number(MILLISECONDS))),
                Palette.DEPLOYMENT,
                "{{kind}} {{workload}} rolled out",
                "{{images}}",
                true);
    }

    /** While alerts fire. */
    static Annotation alerts(List<LabelMatcher> matchers) {
        return new Annotation(
                "Alerts",
                PromqlPrinter.print(firing(matchers)),
                Palette.BAD,
                "{{alertname}} fires",
                "{{signalbox_severity}} {{slo}}",
                false);
    }

    static VectorSelector firing(List<LabelMatcher> matchers) {
        return new VectorSelector(
                Optional.of("ALERTS"),
                Stream.concat(Stream.of(equal("alertstate", "firing")), matchers.stream())
                        .toList(),
                Modifiers.NONE);
    }
}
