package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.FieldOverride;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.dashboard.grafana.Visual;
import dev.signalbox.compile.pipeline.logs.LogLabels;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.PromqlPrinter;
import java.util.List;
import java.util.Optional;

/**
 * What a service logged, as our gateways write it to Loki. The severity may be a label there or not, so it is asked for behind
 * the streams.
 *
 * @param stream selector of its streams
 */
record LogPanels(String stream) {
    private static final String ERRORS = " | " + LogLabels.LEVEL + "=~\"" + String.join("|", LogLabels.ERRORS) + "\"";
    private static final String WARNINGS = " | " + LogLabels.LEVEL + "=\"warn\"";
    private static final String RANGE = "[$__auto]";
    private static final String BY_LEVEL = "sum by (" + LogLabels.LEVEL + ") ";

    /** Numbers and identifiers are of one line only; without them, lines of one kind are the same. */
    private static final String ALIKE =
            " | label_format message=`{{ regexReplaceAll \"[0-9a-fA-F]*[0-9][0-9a-fA-F]*\" __line__ \"#\" | trunc 100 }}`";

    static LogPanels of(ServiceKey service) {
        return new LogPanels(PromqlPrinter.print(new VectorSelector(
                Optional.empty(),
                List.of(
                        LabelMatcher.equal(LogLabels.SERVICE, service.service()),
                        LabelMatcher.equal(LogLabels.NAMESPACE, service.namespace())),
                Modifiers.NONE)));
    }

    Panel errorCount() {
        return Panel.stat(
                "Errors logged",
                "Records of severity error and fatal a second.",
                Size.TILE,
                Field.of(Unit.PER_SECOND).decimals(2).colour(Palette.BAD),
                values("sum(rate(" + stream + ERRORS + " " + RANGE + ")) or vector(0)", "Errors"));
    }

    Panel bySeverity(Size size) {
        return Panel.stacked(
                        "Records by severity",
                        "How many records a second there are of each severity.",
                        size,
                        Field.of(Unit.PER_SECOND).atLeast("0"),
                        values(BY_LEVEL + "(rate(" + stream + " " + RANGE + "))", "{{" + LogLabels.LEVEL + "}}"))
                .with(
                        coloured("fatal", Palette.SEVERITY_FATAL),
                        coloured("error", Palette.BAD),
                        coloured("warn", Palette.WARNING),
                        coloured("info", Palette.SEVERITY_INFO),
                        coloured("debug|trace", Palette.SEVERITY_DEBUG),
                        coloured("unknown", Palette.NEUTRAL));
    }

    Panel errors(Size size) {
        return Panel.logs(
                "Errors",
                "Records of severity error and fatal, the newest first. Opened, a record leads to its trace.",
                size,
                stream + ERRORS);
    }

    Panel all(Size size) {
        return Panel.logs(
                "Records",
                "Those that have the text of the variable Contains in them, the newest first.",
                size,
                stream + " |~ \"(?i)$contains\"");
    }

    /** Lines of one kind counted together. */
    Panel topMessages(String title, boolean errors, Size size) {
        return Panel.of(
                title,
                "What is logged most often, numbers and identifiers left out, over the time that the dashboard shows.",
                size,
                new Visual.BarGauge(),
                Field.of(Unit.COUNT).decimals(0).atLeast("0").colour(errors ? Palette.BAD : Palette.WARNING),
                new Query.Logs(
                        "topk(10, sum by (message) (count_over_time(" + stream + (errors ? ERRORS : WARNINGS) + ALIKE
                                + " [$__range])))",
                        "{{message}}",
                        Query.Kind.NOW,
                        0));
    }

    private static FieldOverride coloured(String level, Palette colour) {
        return FieldOverride.like("^(" + level + ")$", new Property.Colour(colour));
    }

    private static Query.Logs values(String logql, String legend) {
        return new Query.Logs(logql, legend, Query.Kind.SERIES, 0);
    }
}
