package dev.signalbox.report.html;

import dev.signalbox.report.Figure;
import dev.signalbox.report.SloHealth;
import dev.signalbox.report.html.Table.Cell;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All SLOs, those at risk first. */
final class SloSection {
    private final List<SloHealth> slos;

    SloSection(List<SloHealth> slos) {
        this.slos = slos;
    }

    Html html() {
        return slos.isEmpty()
                ? Section.of("slos", "Service level objectives", Section.nothing("No SLO is declared."))
                : Section.of("slos", "Service level objectives", filter(), table("slo-table", slos));
    }

    /** Of no use without scripts, so they show it. */
    @SuppressWarnings("EnumOrdinal") // states are sorted in the order in which they are declared
    private static Html filter() {
        return Tag.of("form", "class", "filter", "role", "search", "data-filter", "slo-table", "hidden", "")
                .with(
                        Tag.of("label")
                                .with(
                                        Html.text("Filter "),
                                        Tag.of(
                                                        "input",
                                                        "type",
                                                        "search",
                                                        "name",
                                                        "text",
                                                        "placeholder",
                                                        "name, service or team",
                                                        "autocomplete",
                                                        "off")
                                                .alone()),
                        Tag.of("label")
                                .with(
                                        Html.text("State "),
                                        Tag.of("select", "name", "state")
                                                .with(
                                                        Tag.of("option", "value", "")
                                                                .text("all"),
                                                        Tag.of("option", "value", "exhausted warning")
                                                                .text("at risk"),
                                                        Tag.of("option", "value", "healthy")
                                                                .text("healthy"),
                                                        Tag.of("option", "value", "no_data")
                                                                .text("no data"))),
                        Tag.of("output", "aria-live", "polite").with());
    }

    static Html table(String id, List<SloHealth> slos) {
        Table table = Table.of(
                id,
                "SLOs, those at risk first",
                "SLO",
                "State",
                ">Target",
                ">Actual",
                ">Budget left",
                ">Burn rate",
                "Course");
        slos.forEach(slo -> table.row(
                Tag.of(
                        "tr",
                        "role",
                        "row",
                        "data-state",
                        slo.state().name().toLowerCase(Locale.ROOT),
                        "data-text",
                        (slo.name() + " " + slo.service() + " " + slo.team().orElse("")).toLowerCase(Locale.ROOT)),
                Cell.sorted(Link.slo(slo.name()), slo.name()),
                Cell.sorted(Icon.of(slo.state()), slo.state().ordinal()),
                Cell.sorted(Figure.percent(slo.target()), slo.target()),
                Cell.sorted(Figure.percent(slo.actual()), order(slo.actual())),
                Cell.sorted(budget(slo), order(slo.remaining())),
                Cell.sorted(slo.burnRate().map(Figure::plain).orElse(Figure.UNKNOWN), order(slo.burnRate())),
                Cell.of(Sparkline.small(slo.history()))));
        return table.html();
    }

    /** What is left in figures, and as a bar. */
    static Html budget(SloHealth slo) {
        return slo.remaining()
                .map(remaining -> Tag.of("span", "class", "budget-left")
                        .with(Html.text(Figure.percent(remaining)), Bar.of(remaining, colour(slo))))
                .orElseGet(() -> Words.quiet(Figure.UNKNOWN));
    }

    private static Icon colour(SloHealth slo) {
        return switch (slo.state()) {
            case HEALTHY -> Icon.GOOD;
            case WARNING -> Icon.WARNING;
            case EXHAUSTED -> Icon.BAD;
            case NO_DATA -> Icon.UNKNOWN;
        };
    }

    private static String order(Optional<BigDecimal> figure) {
        return figure.map(BigDecimal::toPlainString).orElse("");
    }
}
