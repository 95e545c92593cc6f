package dev.signalbox.operator.cardinality;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.RangeServer;
import dev.signalbox.backend.Series;
import dev.signalbox.cardinality.Growth;
import dev.signalbox.cardinality.SeriesCounts;
import dev.signalbox.cardinality.SeriesQueries;
import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import dev.signalbox.model.pipeline.ServiceKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How each service grows; asked once an hour, for all at once. */
final class Trends {
    private Map<String, Growth> growth = Map.of();
    private Instant until = Instant.EPOCH;

    Growth of(ServiceKey service) {
        return growth.getOrDefault(service.toString(), Growth.UNKNOWN);
    }

    /** Asks, where an hour is over. What was recorded counts; what scrapes had, for those of whom nothing was. */
    void follow(RangeServer server, SeriesCounts counts, List<Counted> services, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (!hour.isAfter(until)) {
            return;
        }
        Map<String, Growth> found = new HashMap<>();
        boolean scrapesMatter = services.stream().anyMatch(service -> !counts.recorded()
                .containsKey(service.key().toString()));
        if (scrapesMatter && !ask(server, SeriesQueries.scraped(), SeriesQueries.JOB, services, hour, found)) {
            return;
        }
        if (!counts.recorded().isEmpty()
                && !ask(server, SeriesQueries.recorded(), SeriesRules.SERVICE, services, hour, found)) {
            return;
        }
        growth = found;
        until = hour;
    }

    private static boolean ask(
            RangeServer server,
            String query,
            String label,
            List<Counted> services,
            Instant hour,
            Map<String, Growth> found) {
        return switch (server.range(query, hour.minus(Growth.SPAN), hour, Growth.STEP)) {
            case Answer.Unavailable<List<Series>> _ -> false;
            case Answer.Given<List<Series>>(List<Series> all) -> {
                Map<String, List<Series.Point>> points = all.stream()
                        .collect(Collectors.toMap(
                                series -> series.labels().getOrDefault(label, ""),
                                Series::points,
                                (first, _) -> first));
                services.forEach(service -> {
                    List<Series.Point> counts = points.get(service.key().toString());
                    if (counts != null && !(label.equals(SeriesQueries.JOB) && service.isReduced())) {
                        found.put(service.key().toString(), Growth.of(counts, hour));
                    }
                });
                yield true;
            }
        };
    }
}
