package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.StackPanels.alike;
import static dev.signalbox.compile.dashboard.StackPanels.tile;

import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.dashboard.grafana.Variable;
import dev.signalbox.promql.LabelMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Agents and gateways: what goes through them, what they lose, how full they are; by what they tell of themselves. */
final class CollectorsBoard {
    private static final List<Threshold> FILLED = Threshold.risingTo("0.5", "0.9");
    private static final String CHOSEN = "{pod=~\"$pod\"}";
    private static final String POD = "{{pod}}";

    private CollectorsBoard() {}

    static Dashboard of(Frame frame) {
        return frame.dashboard(
                "Collectors",
                "Agents and gateways: what goes through them, what they lose, how full they are.",
                List.of("collectors"),
                "6h",
                List.of(new Variable.LabelValues("pod", "Collector", "otelcol_process_uptime", "pod", List.of())),
                List.of(Marks.alerts(List.of(LabelMatcher.matches("alertname", "Signalbox.*")))),
                List.of(
                        Section.of("Now", running(), accepted(), lost(), fullest()),
                        Section.of(
                                "Through",
                                through("Taken in", "Items a second that receivers took.", "otelcol_receiver_accepted"),
                                through("Sent on", "Items a second that exporters sent.", "otelcol_exporter_sent")),
                        Section.of(
                                "Lost and refused",
                                through(
                                        "Lost",
                                        "Items a second that were refused for good by a backend, or for which there was no room"
                                                + " in a queue: they are gone.",
                                        "otelcol_exporter_send_failed",
                                        "otelcol_exporter_enqueue_failed"),
                                through(
                                        "Refused",
                                        "Items a second that were sent back to their senders, for want of memory or room in"
                                                + " queues.",
                                        "otelcol_receiver_refused",
                                        "otelcol_processor_memory_limiter_refused")),
                        Section.of("How full", queues(), memory(), processors()),
                        Section.of("Sampling", decided(), waiting(), early())));
    }

    private static Panel running() {
        return tile(
                "Collectors",
                "Those that can be scraped.",
                Field.of(Unit.NONE).decimals(0).colour(Palette.TRAFFIC),
                "count(otelcol_process_uptime" + CHOSEN + ") or vector(0)",
                "Collectors");
    }

    private static Panel accepted() {
        return tile(
                "Taken in",
                "Spans, points and records a second.",
                Field.of(Unit.PER_SECOND).colour(Palette.TRAFFIC),
                "sum(" + summed("otelcol_receiver_accepted") + ")",
                "Items");
    }

    private static Panel lost() {
        return tile(
                "Lost",
                "Spans, points and records a second that are gone.",
                Field.of(Unit.PER_SECOND).decimals(1).limits(Threshold.risingTo("0.001", "1")),
                "(sum(" + summed("otelcol_exporter_send_failed") + ") or vector(0)) + (sum("
                        + summed("otelcol_exporter_enqueue_failed") + ") or vector(0))",
                "Items");
    }

    private static Panel fullest() {
        return tile(
                "Fullest queue",
                "How full the fullest queue of an exporter is.",
                Field.of(Unit.RATIO).decimals(0).limits(FILLED),
                "max(" + filled() + ")",
                "Filled");
    }

    /** A line for each signal. */
    private static Panel through(String title, String description, String... series) {
        List<Query> queries = new ArrayList<>();
        for (Signal signal : Signal.values()) {
            queries.add(Query.series(
                    Stream.of(series)
                            .map(name ->
                                    "(sum(rate(" + name + signal.suffix + CHOSEN + "[$__rate_interval])) or vector(0))")
                            .reduce((one, other) -> one + " + " + other)
                            .orElseThrow(),
                    signal.title));
        }
        return Panel.lines(
                title, description, Size.HALF, Field.of(Unit.PER_SECOND).atLeast("0"), queries.toArray(Query[]::new));
    }

    private enum Signal {
        SPANS("Spans", "_spans"),
        POINTS("Points", "_metric_points"),
        RECORDS("Records", "_log_records");

        private final String title;
        private final String suffix;

        Signal(String title, String suffix) {
            this.title = title;
            this.suffix = suffix;
        }
    }

    private static Panel queues() {
        return Panel.lines(
                "Queues",
                "How full each exporter's queue is; when it is full, senders are held back.",
                Size.THIRD,
                Field.of(Unit.RATIO).between("0", "1").drawnLimits(FILLED),
                Query.series(filled(), POD + " {{exporter}}"));
    }

    private static Panel memory() {
        return alike(
                "Memory",
                "What each collector holds; near its limit it refuses what comes.",
                Unit.BYTES,
                "max by (pod) (otelcol_process_memory_rss" + CHOSEN + ")",
                POD);
    }

    private static Panel processors() {
        return alike(
                "Processors",
                "Those that each collector uses.",
                Unit.CORES,
                "sum by (pod) (rate(otelcol_process_cpu_seconds" + CHOSEN + "[$__rate_interval]))",
                POD);
    }

    private static Panel decided() {
        return Panel.stacked(
                "Traces decided",
                "How many a second are kept and not, of all gateways.",
                Size.THIRD,
                Field.of(Unit.PER_SECOND).atLeast("0"),
                Query.series(
                        "sum by (decision) (rate(otelcol_processor_tail_sampling_global_count_traces_sampled" + CHOSEN
                                + "[$__rate_interval]))",
                        "{{decision}}"));
    }

    private static Panel waiting() {
        return alike(
                "Traces in memory",
                "Those that are not decided yet, or were just, of each gateway.",
                Unit.COUNT,
                "max by (pod) (otelcol_processor_tail_sampling_sampling_traces_on_memory" + CHOSEN + ")",
                POD);
    }

    private static Panel early() {
        return Panel.lines(
                "Decided badly",
                "Traces a second that left memory before their time was over, and those that were dropped as they are too large.",
                Size.THIRD,
                Field.of(Unit.PER_SECOND).atLeast("0"),
                Query.series(sampling("sampling_trace_dropped_too_early"), "Too early"),
                Query.series(sampling("traces_dropped_too_large"), "Too large"));
    }

    private static String sampling(String series) {
        return "sum(rate(otelcol_processor_tail_sampling_" + series + CHOSEN + "[$__rate_interval])) or vector(0)";
    }

    private static String filled() {
        return "max by (pod, exporter) (otelcol_exporter_queue_size" + CHOSEN + " / (otelcol_exporter_queue_capacity"
                + CHOSEN + " > 0))";
    }

    /** Of all signals; names tell them apart, so that none is added to another's. */
    private static String summed(String series) {
        return Stream.of(Signal.values())
                .map(signal -> "label_replace(sum(rate(" + series + signal.suffix + CHOSEN
                        + "[$__rate_interval])), \"signal\", \"" + signal.title + "\", \"\", \"\")")
                .reduce((one, other) -> one + " or " + other)
                .orElseThrow();
    }
}
