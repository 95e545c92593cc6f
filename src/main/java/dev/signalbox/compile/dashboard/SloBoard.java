package dev.signalbox.compile.dashboard;

import static dev.signalbox.promql.LabelMatcher.equal;
import static dev.signalbox.promql.Promql.above;
import static dev.signalbox.promql.Promql.atLeastZero;
import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.constant;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.maxBy;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.sumOver;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.FieldOverride;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import dev.signalbox.compile.dashboard.grafana.Mapping;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.dashboard.grafana.Visual;
import dev.signalbox.compile.dashboard.place.DashboardAddress;
import dev.signalbox.compile.dashboard.place.DashboardFolder;
import dev.signalbox.compile.dashboard.place.DashboardSubject;
import dev.signalbox.compile.slo.AlertRow;
import dev.signalbox.compile.slo.SloSeries;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.Alerting;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.LabelMatcher;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The dashboard of one SLO: what was promised, what is left of it, how fast it goes, and who was told. */
public final class SloBoard {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<String> ALL = List.of();

    private final Slo slo;
    private final SloScope scope;
    private final String window;

    private SloBoard(Slo slo) {
        this.slo = slo;
        this.scope = SloScope.of(slo);
        this.window = PrometheusDuration.print(slo.window());
    }

    /** The dashboard; nothing where nobody takes dashboards, or the service's owner wants none of SLOs. */
    public static Optional<Board> of(Slo slo, DeclaredService service, DashboardSettings settings) {
        if (DashboardAddress.ofSlo(slo.name(), service, settings).isEmpty()) {
            return Optional.empty();
        }
        Optional<ResourceName> declared = slo.service() instanceof ServiceReference.Declared(ResourceName resource)
                ? Optional.of(resource)
                : Optional.empty();
        ResourceName name = slo.name();
        Frame frame =
                new Frame(new DashboardSubject.OfSlo(name), settings, Neighbours.ofSlo(declared, service.boards()));
        return Optional.of(new Board(
                new ResourceName(name.namespace(), "dashboard-slo-" + name.name()),
                declared.map(_ -> DashboardFolder.of(service, name.namespace()))
                        .orElseGet(() -> DashboardFolder.ofNamespace(name.namespace())),
                new SloBoard(slo).dashboard(frame, service)));
    }

    private Dashboard dashboard(Frame frame, DeclaredService service) {
        List<String> tags = new ArrayList<>(List.of("slo", "service:" + service.service()));
        service.team().ifPresent(team -> tags.add("team:" + team));
        return frame.dashboard(
                "SLO " + slo.name().name() + " (" + slo.name().namespace() + ")",
                slo.objective() + "% over " + window + " of " + service.service()
                        + (slo.description().isBlank()
                                ? ""
                                : ": " + slo.description().strip()),
                tags,
                "24h",
                scope.variables(),
                List.of(Marks.deployments(slo.name().namespace(), service.service()), Marks.alerts(scope.matchers())),
                List.of(
                        Section.of("Now", objective(), level(), budgetLeft(), burnRate(), exhaustion(), firing()),
                        Section.of("Error budget over " + window, burnDown(), spent()),
                        Section.of("How fast it burns", burning(Severity.PAGE), burning(Severity.TICKET)),
                        Section.of("What is counted", levels(), events()),
                        Section.of("Who was told", alerts())));
    }

    // Now: of several groups, the one that is worst off

    private Panel objective() {
        return Panel.stat(
                "Objective",
                "The share of events that has to be good over " + window + ".",
                Size.TILE,
                Field.of(Unit.RATIO).decimals(decimals()).colour(Palette.OBJECTIVE),
                Query.now(maxBy(ALL, scope.identified(SloSeries.OBJECTIVE)), "Objective"));
    }

    private Panel level() {
        return Panel.stat(
                "Good over " + window,
                "The share of events that was good over " + window
                        + "; of several groups, the least. Red is below the objective.",
                Size.TILE,
                ratio(decimals() + 1),
                Query.now(minus(number(1), maxBy(ALL, windowRatio())), "Good"));
    }

    private Panel budgetLeft() {
        return Panel.stat(
                "Error budget left",
                "What is left of what may go wrong over " + window
                        + "; below 0 the objective is missed. Of several groups, the least.",
                Size.TILE,
                Field.of(Unit.RATIO).decimals(1).limits(budgetLimits()),
                Query.series(least(scope.series(SloSeries.BUDGET_REMAINING)), "Left"));
    }

    private Panel burnRate() {
        return Panel.stat(
                "Burn rate, last hour",
                "How many times as fast as it may the budget is spent. At 1 it lasts exactly " + window + ".",
                Size.TILE,
                Field.of(Unit.TIMES).decimals(2).limits(Threshold.risingTo("1", pageFactor())),
                Query.series(maxBy(ALL, burnRate(HOUR)), "Burn rate"));
    }

    private Panel exhaustion() {
        Expr left = atLeastZero(least(scope.series(SloSeries.BUDGET_REMAINING)));
        Expr rate = above(maxBy(ALL, burnRate(HOUR)), BigDecimal.ONE);
        return Panel.stat(
                "Budget lasts",
                "When the budget is spent if the last hour goes on. While it burns no faster than it may, it never is.",
                Size.TILE,
                Field.of(Unit.DURATION)
                        .limits(Threshold.fallingTo("21600", "259200"))
                        .mapped(new Mapping.Value("-1", "as long as it should", Palette.GOOD)),
                Query.now(
                        or(divided(times(left, number(slo.window().toSeconds())), rate), minus(times(left, number(0)), number(1))),
                        "Lasts"));
    }

    private Panel firing() {
        return Panel.stat(
                "Alerts firing",
                "Pages and tickets of this SLO, and the alert for data that is gone.",
                Size.TILE,
                Field.of(Unit.NONE).decimals(0).limits(Threshold.risingTo("1", "2")),
                Query.now(or(by(ALL, AggregateOp.COUNT, Marks.firing(scope.matchers())), zero()), "Firing"));
    }

    // The budget

    private Panel burnDown() {
        return Panel.lines(
                        "Error budget left",
                        "The rest of the budget at each moment, over the whole window whatever time the dashboard shows."
                                + " A step down is an incident; it comes back a window later.",
                        new Size(16, 9),
                        Field.of(Unit.RATIO).drawnLimits(budgetLimits()).atMost("1"),
                        Query.series(scope.series(SloSeries.BUDGET_REMAINING), scope.legend("Left"))
                                .every("5m"))
                .shownAs(new Visual.TimeSeries(List.of("lastNotNull", "min"), false, 12, true))
                .over(window)
                .colour("Left", Palette.BUDGET);
    }

    private Panel spent() {
        return Panel.lines(
                        "Spent in an hour",
                        "How much of the whole window's budget went in each hour.",
                        new Size(8, 9),
                        Field.of(Unit.RATIO).atLeast("0").colour(Palette.BUDGET),
                        Query.series(
                                        times(
                                                burnRate(HOUR),
                                                number(BigDecimal.ONE.divide(
                                                        BigDecimal.valueOf(
                                                                slo.window().toHours()),
                                                        java.math.MathContext.DECIMAL32))),
                                        scope.legend("Spent"))
                                .every("1h"))
                .shownAs(new Visual.TimeSeries(List.of("max"), false, 30, false))
                .over(window);
    }

    // How fast

    private Panel burning(Severity severity) {
        List<AlertRow> rows = AlertRow.firing(slo).stream()
                .filter(row -> row.severity() == severity)
                .toList();
        List<Query> queries = new ArrayList<>();
        List<FieldOverride> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Palette colour = i == 0 ? Palette.P99 : Palette.P50;
            String longWindow = PrometheusDuration.print(rows.get(i).longWindow());
            String shortWindow = PrometheusDuration.print(rows.get(i).shortWindow());
            queries.add(Query.series(burnRate(rows.get(i).longWindow()), scope.legend(longWindow)));
            queries.add(Query.series(burnRate(rows.get(i).shortWindow()), scope.legend(shortWindow)));
            lines.add(FieldOverride.named(longWindow, new Property.Colour(colour), new Property.Line(2, false)));
            lines.add(FieldOverride.named(shortWindow, new Property.Colour(colour), new Property.Line(1, true)));
        }
        if (rows.isEmpty()) {
            queries.add(Query.series(burnRate(HOUR), scope.legend("1h")));
        }
        String name = severity == Severity.PAGE ? "pages" : "tickets";
        return Panel.lines(
                        severity == Severity.PAGE ? "Burn rates that page" : "Burn rates that write tickets",
                        thresholds(rows, name),
                        Size.HALF,
                        Field.of(Unit.TIMES).atLeast("0").drawnLimits(limits(rows)),
                        queries.toArray(Query[]::new))
                .shownAs(new Visual.TimeSeries(List.of("lastNotNull", "max"), false, 0, true))
                .with(lines.toArray(FieldOverride[]::new));
    }

    private static String thresholds(List<AlertRow> rows, String name) {
        if (rows.isEmpty()) {
            return "No burn rate of this SLO raises " + name + ".";
        }
        return "An alert fires while both windows of a row are above its limit: "
                + String.join(
                        ", ",
                        rows.stream()
                                .map(row -> "%s and %s above %s×"
                                        .formatted(
                                                PrometheusDuration.print(row.longWindow()),
                                                PrometheusDuration.print(row.shortWindow()),
                                                row.factor().toPlainString()))
                                .toList())
                + ".";
    }

    private static List<Threshold> limits(List<AlertRow> rows) {
        return Stream.concat(
                        Stream.of(Threshold.least(Palette.GOOD)),
                        rows.stream()
                                .map(AlertRow::factor)
                                .sorted()
                                .distinct()
                                .map(factor -> Threshold.from(factor, Palette.BAD)))
                .toList();
    }

    // What is counted

    private Panel levels() {
        return Panel.lines(
                        "Good, over minutes and over an hour",
                        "The share of events that was good, over five minutes and over an hour, beside the objective.",
                        Size.HALF,
                        Field.of(Unit.RATIO).atMost("1").colour(Palette.GOOD),
                        Query.series(good(Duration.ofMinutes(5)), scope.legend("5m")),
                        Query.series(good(HOUR), scope.legend("1h")),
                        Query.series(maxBy(ALL, scope.identified(SloSeries.OBJECTIVE)), "Objective"))
                .with(
                        FieldOverride.like("^5m", new Property.Colour(Palette.P50)),
                        FieldOverride.like("^1h", new Property.Colour(Palette.P90), new Property.Line(2, false)),
                        FieldOverride.named(
                                "Objective", new Property.Colour(Palette.OBJECTIVE), new Property.Line(1, true)));
    }

    private Panel events() {
        return Panel.lines(
                        "Events an hour",
                        "All events that were counted, and the bad ones among them, in the hour before."
                                + " Few events make ratios jump.",
                        Size.HALF,
                        Field.of(Unit.COUNT).atLeast("0"),
                        Query.series(sumOver(scope.series(SloSeries.LEDGER_EVENTS), HOUR), scope.legend("All")),
                        Query.series(sumOver(scope.series(SloSeries.LEDGER_ERRORS), HOUR), scope.legend("Bad")))
                .with(
                        FieldOverride.like("^All", new Property.Colour(Palette.TRAFFIC)),
                        FieldOverride.like("^Bad", new Property.Colour(Palette.BAD)));
    }

    // Alerts

    private Panel alerts() {
        return Panel.of(
                "Alerts",
                "When the page, the ticket and the alert for missing data fired.",
                new Size(24, 5),
                new Visual.StateTimeline(),
                Field.of(Unit.NONE)
                        .mapped(
                                new Mapping.Value("0", "quiet", Palette.GOOD),
                                new Mapping.Value("1", "fires", Palette.BAD)),
                Query.series(firing(slo.alerting().name(), Severity.PAGE), "Page"),
                Query.series(firing(slo.alerting().name(), Severity.TICKET), "Ticket"),
                Query.series(firing(equal("alertname", Alerting.MISSING_DATA_NAME)), "Data is gone"));
    }

    private Expr firing(String alert, Severity severity) {
        return firing(equal("alertname", alert), equal("signalbox_severity", severity.label()));
    }

    private Expr firing(LabelMatcher... more) {
        return or(
                maxBy(
                        ALL,
                        Marks.firing(Stream.concat(scope.matchers().stream(), Stream.of(more))
                                .toList())),
                zero());
    }

    // Series

    private Expr windowRatio() {
        return scope.series(SloSeries.errorRatio(slo.window()));
    }

    private Expr burnRate(Duration over) {
        return divided(
                scope.series(SloSeries.errorRatio(over)), number(slo.objective().errorBudget()));
    }

    private Expr good(Duration over) {
        return minus(number(1), scope.series(SloSeries.errorRatio(over)));
    }

    private static Expr least(Expr expr) {
        return by(ALL, AggregateOp.MIN, expr);
    }

    private static Expr zero() {
        return constant(BigDecimal.ZERO);
    }

    private Field ratio(int digits) {
        return Field.of(Unit.RATIO)
                .decimals(digits)
                .limits(List.of(
                        Threshold.least(Palette.BAD),
                        Threshold.from(slo.objective().ratio(), Palette.GOOD)));
    }

    /** As many digits as the objective has, in percent. */
    private int decimals() {
        return Math.max(0, slo.objective().percent().stripTrailingZeros().scale());
    }

    private List<Threshold> budgetLimits() {
        return Threshold.fallingTo(
                ratio(slo.budgetPolicy().exhaustedBelow()),
                ratio(slo.budgetPolicy().warningBelow()));
    }

    private static String ratio(BigDecimal percent) {
        return percent.movePointLeft(2).toPlainString();
    }

    private String pageFactor() {
        return AlertRow.firing(slo).stream()
                .map(AlertRow::factor)
                .filter(factor -> factor.compareTo(BigDecimal.ONE) > 0)
                .min(BigDecimal::compareTo)
                .orElse(BigDecimal.TEN)
                .toPlainString();
    }
}
