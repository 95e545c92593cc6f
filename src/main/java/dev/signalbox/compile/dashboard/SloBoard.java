package dev.signalbox.compile.dashboard;

import static dev.signalbox.promql.LabelMatcher.equal;
import static dev.signalbox.promql.Promql.constant;
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
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.dashboard.grafana.Visual;
import dev.signalbox.compile.dashboard.place.DashboardAddress;
import dev.signalbox.compile.dashboard.place.DashboardFolder;
import dev.signalbox.compile.dashboard.place.DashboardSubject;
import dev.signalbox.compile.slo.IndicatorWords;
import dev.signalbox.compile.slo.SloSeries;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.Alerting;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.LabelMatcher;
import java.math.BigDecimal;
import java.math.MathContext;
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
                frame.subject(),
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
                        SloTiles.of(scope),
                        Section.of("Error budget over " + window, burnDown(), spent()),
                        SloBurnRates.of(scope),
                        Section.of("What is counted", levels(), events()),
                        Section.of("Who was told", alerts())));
    }

    // The budget

    private Panel burnDown() {
        return Panel.lines(
                        "Error budget left",
                        "The rest of the budget at each moment, over the whole window whatever time the dashboard shows."
                                + " A step down is an incident; it comes back a window later.",
                        new Size(16, 9),
                        Field.of(Unit.RATIO).drawnLimits(scope.budgetLimits()).atMost("1"),
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
                                                scope.burnRate(HOUR),
                                                number(BigDecimal.ONE.divide(
                                                        BigDecimal.valueOf(
                                                                slo.window().toHours()),
                                                        MathContext.DECIMAL32))),
                                        scope.legend("Spent"))
                                .every("1h"))
                .shownAs(new Visual.TimeSeries(List.of("max"), false, 30, false))
                .over(window);
    }

    // What is counted

    private Panel levels() {
        return Panel.lines(
                        "Good, over minutes and over an hour",
                        "The share of " + IndicatorWords.of(slo.indicator()).counted()
                                + " that was good, over five minutes and over an hour, beside the objective.",
                        Size.HALF,
                        Field.of(Unit.RATIO)
                                .atMost("1")
                                .decimals(slo.objective().digits() + 1)
                                .colour(Palette.GOOD),
                        Query.series(good(Duration.ofMinutes(5)), scope.legend("5m")),
                        Query.series(good(HOUR), scope.legend("1h")),
                        Query.series(maxBy(ALL, scope.identified(SloSeries.OBJECTIVE)), "Objective"))
                .shownAs(new Visual.TimeSeries(List.of("lastNotNull", "min"), false, 0, false))
                .with(
                        FieldOverride.like("^5m", new Property.Colour(Palette.P50)),
                        FieldOverride.like("^1h", new Property.Colour(Palette.P90), new Property.Line(2, false)),
                        FieldOverride.named(
                                "Objective", new Property.Colour(Palette.OBJECTIVE), new Property.Line(1, true)));
    }

    private Panel events() {
        boolean isOfEvents = slo.indicator().accounting() == Indicator.Accounting.EVENTS;
        return Panel.lines(
                        isOfEvents ? "Events an hour" : "Slices of time an hour",
                        isOfEvents
                                ? "All events that were counted, and the bad ones among them, in the hour before."
                                        + " Few events make ratios jump."
                                : "Slices of five minutes in which there was data, and how much of them was bad, in the hour"
                                        + " before.",
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

    private Expr good(Duration over) {
        return minus(number(1), scope.series(SloSeries.errorRatio(over)));
    }

    static Expr zero() {
        return constant(BigDecimal.ZERO);
    }
}
