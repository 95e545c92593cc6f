package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.StackPanels.alike;
import static dev.signalbox.compile.dashboard.StackPanels.half;
import static dev.signalbox.compile.dashboard.StackPanels.lines;
import static dev.signalbox.compile.dashboard.StackPanels.tile;

import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import java.util.List;

/** Signalbox itself: what it looks at, what it writes, how it fares. */
final class OperatorBoard {
    /** Of the Java that the operator is; any of our own series tells which job that is. */
    private static final String ITS_OWN = " and on (job, instance) signalbox_reconciles_pending";

    private OperatorBoard() {}

    static Dashboard of(Frame frame) {
        return frame.dashboard(
                "Operator",
                "Signalbox itself: what it looks at, what it writes, how it fares.",
                List.of("operator"),
                "6h",
                List.of(),
                List.of(),
                List.of(
                        Section.of("Now", replicas(), pending(), failing(), writes()),
                        Section.of("Looks at resources", looks(), outcomes(), duration()),
                        Section.of("What it writes", objects(), statuses()),
                        Section.of("Adaptive sampling", changes(), age()),
                        Section.of("Process", heap(), collections(), processors())));
    }

    private static Panel replicas() {
        return tile(
                "Replicas",
                "Those that can be scraped; one of them works, the others wait.",
                Field.of(Unit.NONE).decimals(0).colour(Palette.TRAFFIC),
                "count(signalbox_reconciles_pending) or vector(0)");
    }

    private static Panel pending() {
        return tile(
                "Waiting",
                "Resources that wait for a look, or are looked at.",
                Field.of(Unit.NONE).decimals(0).limits(Threshold.risingTo("100", "1000")),
                "sum(signalbox_reconciles_pending)");
    }

    private static Panel failing() {
        return tile(
                "Failures of an hour",
                "Looks that ended in an error that nobody foresaw; the log has it.",
                Field.of(Unit.NONE).decimals(0).limits(Threshold.risingTo("1", "10")),
                "sum(increase(signalbox_reconcile_seconds_count{outcome=\"failed\"}[1h])) or vector(0)");
    }

    private static Panel writes() {
        return tile(
                "Statuses written an hour",
                "At rest there are none.",
                Field.of(Unit.COUNT).decimals(0).colour(Palette.TRAFFIC),
                "sum(increase(signalbox_status_writes_total[1h]))");
    }

    private static Panel looks() {
        return lines(
                "Looks by kind",
                "How many resources a second are looked at.",
                Unit.PER_SECOND,
                "sum by (kind) (rate(signalbox_reconcile_seconds_count[$__rate_interval]))",
                "{{kind}}");
    }

    private static Panel outcomes() {
        return lines(
                        "Looks by outcome",
                        "Compiled; rejected for a mistake in the resource; blocked as something that it needs is missing; failed.",
                        Unit.PER_SECOND,
                        "sum by (outcome) (rate(signalbox_reconcile_seconds_count[$__rate_interval]))",
                        "{{outcome}}")
                .colour("compiled", Palette.GOOD)
                .colour("rejected", Palette.WARNING)
                .colour("blocked", Palette.NEUTRAL)
                .colour("failed", Palette.BAD);
    }

    private static Panel duration() {
        return lines(
                "Mean duration of a look",
                "From the resource to what is held of it, by kind.",
                Unit.SECONDS,
                "sum by (kind) (rate(signalbox_reconcile_seconds_sum[$__rate_interval])) / "
                        + "sum by (kind) (rate(signalbox_reconcile_seconds_count[$__rate_interval]))",
                "{{kind}}");
    }

    private static Panel objects() {
        return half(
                "Objects by outcome",
                "What was to be held: unchanged, applied, pruned; contended, where somebody else writes the same; refused.",
                Unit.PER_SECOND,
                "sum by (outcome) (rate(signalbox_outputs_total[$__rate_interval]))",
                "{{outcome}}");
    }

    private static Panel statuses() {
        return half(
                "Statuses written",
                "A second.",
                Unit.PER_SECOND,
                "sum(rate(signalbox_status_writes_total[$__rate_interval]))",
                "Statuses");
    }

    private static Panel changes() {
        return half(
                "Changes of percentages",
                "How often a second the adaptive loop changed what is kept of a service, by reason.",
                Unit.PER_SECOND,
                "sum by (reason) (rate(signalbox_sampling_changes_total[$__rate_interval]))",
                "{{reason}}");
    }

    private static Panel age() {
        return half(
                "Age of measurements",
                "How long the loop has had no measurement; 0 where no policy adapts.",
                Unit.DURATION,
                "max(signalbox_sampling_inputs_age_seconds)",
                "Age");
    }

    private static Panel heap() {
        return alike(
                "Heap",
                "What objects take, of each replica.",
                Unit.BYTES,
                "sum by (instance) (jvm_memory_used_bytes{area=\"heap\"}" + ITS_OWN + ")",
                "{{instance}}");
    }

    private static Panel collections() {
        return alike(
                "Time in collections",
                "Which share of the time garbage collection takes, of each replica.",
                Unit.RATIO,
                "sum by (instance) (rate(jvm_gc_pause_seconds_sum[$__rate_interval])" + ITS_OWN + ")",
                "{{instance}}");
    }

    private static Panel processors() {
        return alike(
                "Processors",
                "Which share of those that it may use each replica uses.",
                Unit.RATIO,
                "sum by (instance) (process_cpu_usage" + ITS_OWN + ")",
                "{{instance}}");
    }
}
