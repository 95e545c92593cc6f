package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.ServiceSeries.max;
import static dev.signalbox.compile.dashboard.ServiceSeries.selector;
import static dev.signalbox.compile.dashboard.ServiceSeries.sum;
import static dev.signalbox.promql.LabelMatcher.equal;

import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.FieldOverride;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import java.util.List;

/**
 * Use, saturation and errors of a service's pods, as agents read them of kubelets and the cluster collector of the API. The
 * latter's series are nobody's; which of them are the service's, the former's tell.
 */
record PodPanels(ServiceSeries series, String namespace) {
    private static final String POD = "k8s_pod_name";
    private static final String ITS_PODS = " and on (" + POD + ") ";

    Section section() {
        return Section.of("Pods", cpu(), memory(), network(), lost(), restarts(), ready());
    }

    private Panel cpu() {
        return withLimit(Panel.lines(
                "Processors in use",
                "Of each pod, and the least limit that one has. Where a line comes near it, the pod is throttled.",
                Size.THIRD,
                Field.of(Unit.CORES).atLeast("0").shades(Palette.INSTANCE),
                Query.series(sum(series.of("k8s_pod_cpu_usage"), POD), "{{" + POD + "}}"),
                Query.series(least("k8s_container_cpu_limit"), "Limit")));
    }

    private Panel memory() {
        return withLimit(Panel.lines(
                "Memory in use",
                "The working set of each pod, and the least limit that one has: what grows over it is killed.",
                Size.THIRD,
                Field.of(Unit.BYTES).atLeast("0").shades(Palette.INSTANCE),
                Query.series(sum(series.of("k8s_pod_memory_working_set_bytes"), POD), "{{" + POD + "}}"),
                Query.series(least("k8s_container_memory_limit_bytes"), "Limit")));
    }

    private Panel network() {
        return Panel.lines(
                "Network",
                "Bytes a second, of all pods together.",
                Size.THIRD,
                Field.of(Unit.BYTES_PER_SECOND).atLeast("0"),
                Query.series(sum(series.rate("k8s_pod_network_io_bytes_total"), "direction"), "{{direction}}"));
    }

    private Panel lost() {
        return Panel.lines(
                "Network errors",
                "Packets a second that were faulty or lost, by pod.",
                Size.THIRD,
                Field.of(Unit.PER_SECOND).atLeast("0").shades(Palette.INSTANCE),
                Query.series(sum(series.rate("k8s_pod_network_errors_total"), POD), "{{" + POD + "}}"));
    }

    private Panel restarts() {
        return Panel.lines(
                "Restarts",
                "How often containers of each pod were started anew since the pod is there. A step is a crash, or a kill for"
                        + " memory or a failed probe: kubectl describe pod says which.",
                Size.THIRD,
                Field.of(Unit.COUNT).atLeast("0").shades(Palette.INSTANCE).decimals(0),
                Query.series(sum(itsOwn("k8s_container_restarts"), POD), "{{" + POD + "}}"));
    }

    private Panel ready() {
        return Panel.lines(
                        "Containers ready",
                        "Those that take requests, and all that there are.",
                        Size.THIRD,
                        Field.of(Unit.COUNT).atLeast("0").decimals(0),
                        Query.series(sum(itsOwn("k8s_container_ready")), "Ready"),
                        Query.series("count(" + itsOwn("k8s_container_ready") + ")", "All"))
                .colour("Ready", Palette.GOOD)
                .colour("All", Palette.LIMIT);
    }

    /** How full the fullest pod is, where pods have limits. */
    Panel saturation() {
        return Panel.stat(
                "Memory of the limit",
                "How much of its limit the pod uses that is nearest to it; what grows over the limit is killed.",
                Size.TILE,
                Field.of(Unit.RATIO)
                        .decimals(0)
                        .limits(Threshold.risingTo("0.8", "0.95"))
                        .orElse("no limit"),
                Query.now(
                        max(sum(series.of("k8s_pod_memory_working_set_bytes"), POD) + " / "
                                + sum(limits("k8s_container_memory_limit_bytes"), POD)),
                        "Memory"));
    }

    private static Panel withLimit(Panel panel) {
        return panel.with(FieldOverride.named(
                "Limit", new Property.Colour(Palette.LIMIT), new Property.Line(2, true), new Property.Fill(0)));
    }

    private String least(String limit) {
        return "min(" + sum(itsOwn(limit), POD) + ")";
    }

    private String itsOwn(String metric) {
        return limits(metric) + ITS_PODS + series.of("k8s_pod_cpu_usage");
    }

    private String limits(String metric) {
        return selector(metric, List.of(equal("k8s_namespace_name", namespace)));
    }
}
