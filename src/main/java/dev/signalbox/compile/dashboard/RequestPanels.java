package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.DataLink;
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
import dev.signalbox.facts.Convention;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rate, errors and duration of requests.
 *
 * @param conventions that the service speaks in
 * @param links from what failed or took long to what was logged then
 */
record RequestPanels(Requests requests, ServiceSeries series, Set<Convention> conventions, List<DataLink> links) {
    private static final List<String> ALL = List.of();
    private static final int ROUTES = 10;
    private static final List<Threshold> FAILED = Threshold.risingTo("0.01", "0.05");

    /** What to see at once. */
    List<Panel> tiles() {
        List<Panel> tiles = new ArrayList<>(List.of(
                Panel.stat(
                        requests.title(),
                        "How many there are a second.",
                        Size.TILE,
                        Field.of(Unit.REQUESTS_PER_SECOND).decimals(1).colour(Palette.TRAFFIC),
                        Query.now(requests.rate(series), "Rate")),
                Panel.stat(
                        "Failed",
                        "Which share of them failed by the service's fault. Yellow from 1 %, red from 5 %.",
                        Size.TILE,
                        Field.of(Unit.RATIO).decimals(2).limits(FAILED),
                        Query.now(requests.failedShare(series), "Failed"))));
        if (requests.hasDurations(conventions)) {
            tiles.add(duration());
        }
        return tiles;
    }

    private Panel duration() {
        return requests.hasBuckets(conventions)
                ? Panel.stat(
                        "99 % are faster than",
                        "How long the slowest hundredth takes at least.",
                        Size.TILE,
                        Field.of(Unit.SECONDS).colour(Palette.P99),
                        Query.now(requests.quantile(series, "0.99", ALL), "p99"))
                : Panel.stat(
                        "Mean duration",
                        "How long they take on the average; the service publishes no buckets, so there are no percentiles.",
                        Size.TILE,
                        Field.of(Unit.SECONDS).colour(Palette.P50),
                        Query.now(requests.mean(series, ALL), "Mean"));
    }

    List<Section> sections() {
        String title = requests.title();
        List<Panel> overall = new ArrayList<>(List.of(rate(), failed()));
        List<Panel> byRoute = new ArrayList<>(List.of(rateByRoute(), failedByRoute()));
        if (requests.hasDurations(conventions)) {
            overall.add(durations());
            byRoute.add(durationByRoute());
        }
        return List.of(
                new Section(title, false, overall), new Section(title + " by what was asked for", false, byRoute));
    }

    private Panel rate() {
        return Panel.stacked(
                        requests.title() + " by outcome",
                        "How many there are a second, by status: what the server answered, or how it failed.",
                        Size.THIRD,
                        Field.of(Unit.REQUESTS_PER_SECOND).atLeast("0"),
                        Query.series(requests.byOutcome(series), Requests.legend(requests.outcome())))
                .with(
                        FieldOverride.like(
                                "^(2..|OK|0|STATUS_CODE_(OK|UNSET))$", new Property.Colour(Palette.STATUS_2XX)),
                        FieldOverride.like("^3..$", new Property.Colour(Palette.STATUS_3XX)),
                        FieldOverride.like("^4..$", new Property.Colour(Palette.STATUS_4XX)),
                        FieldOverride.like(
                                "^(5..|STATUS_CODE_ERROR|INTERNAL|UNAVAILABLE|UNKNOWN)$",
                                new Property.Colour(Palette.STATUS_5XX)));
    }

    private Panel failed() {
        return Panel.lines(
                        requests.title() + ", share that failed",
                        "Which share failed by the service's fault. A click on a point leads to the logs of that time.",
                        Size.THIRD,
                        Field.of(Unit.RATIO).atLeast("0").drawnLimits(FAILED),
                        Query.series(requests.failedShare(series), "Failed"))
                .colour("Failed", Palette.BAD)
                .linked(links.toArray(DataLink[]::new));
    }

    private Panel durations() {
        String title = requests.title() + ", duration";
        Field field = Field.of(Unit.SECONDS).atLeast("0");
        if (requests.hasBuckets(conventions)) {
            return Panel.lines(
                            title,
                            "Half, nine tenths and all but a hundredth took at most so long. Dots are single requests; a click"
                                    + " on one opens its trace.",
                            Size.THIRD,
                            field,
                            quantile("0.5", "p50", false),
                            quantile("0.9", "p90", false),
                            quantile("0.99", "p99", requests.exemplars()))
                    .colour("p50", Palette.P50)
                    .colour("p90", Palette.P90)
                    .colour("p99", Palette.P99)
                    .linked(links.toArray(DataLink[]::new));
        }
        List<Query> queries = new ArrayList<>(List.of(Query.series(requests.mean(series, ALL), "Mean")));
        requests.greatest(series).ifPresent(greatest -> queries.add(Query.series(greatest, "Slowest")));
        return Panel.lines(
                        title,
                        "The mean, and the slowest of the last minutes. For percentiles let the service publish buckets, e.g."
                                + " management.metrics.distribution.percentiles-histogram.http.server.requests=true.",
                        Size.THIRD,
                        field,
                        queries.toArray(Query[]::new))
                .colour("Mean", Palette.P50)
                .colour("Slowest", Palette.P99);
    }

    private Query.Metrics quantile(String quantile, String legend, boolean exemplars) {
        Query.Metrics query = Query.series(requests.quantile(series, quantile, ALL), legend);
        return exemplars ? query.withExemplars() : query;
    }

    private Panel rateByRoute() {
        return Panel.lines(
                "The most asked for",
                "How many a second, of the ten that are asked for most.",
                Size.THIRD,
                Field.of(Unit.REQUESTS_PER_SECOND).atLeast("0"),
                Query.series(ServiceSeries.top(ROUTES, requests.byRoute(series)), requests.routeLegend()));
    }

    private Panel failedByRoute() {
        return Panel.lines(
                        "Where it fails",
                        "How many a second failed, of the ten that fail most.",
                        Size.THIRD,
                        Field.of(Unit.REQUESTS_PER_SECOND).atLeast("0"),
                        Query.series(ServiceSeries.top(ROUTES, requests.failedByRoute(series)), requests.routeLegend()))
                .linked(links.toArray(DataLink[]::new));
    }

    private Panel durationByRoute() {
        String expr = requests.hasBuckets(conventions)
                ? requests.quantile(series, "0.9", requests.route())
                : requests.mean(series, requests.route());
        return Panel.lines(
                "Where it is slow",
                requests.hasBuckets(conventions)
                        ? "Nine tenths took at most so long, of the ten that are slowest."
                        : "The mean, of the ten that are slowest.",
                Size.THIRD,
                Field.of(Unit.SECONDS).atLeast("0"),
                Query.series(ServiceSeries.top(ROUTES, expr), requests.routeLegend()));
    }
}
