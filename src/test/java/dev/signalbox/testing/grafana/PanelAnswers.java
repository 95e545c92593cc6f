package dev.signalbox.testing.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.prometheus.RunningPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What queries of panels find. Dashboards show a quarter of an hour whatever they show at first, with a point every fifteen
 * seconds.
 */
public final class PanelAnswers {
    private static final Duration RANGE = Duration.ofMinutes(15);
    private static final Duration STEP = Duration.ofSeconds(15);

    private PanelAnswers() {}

    /** All queries of these dashboards. */
    public static List<PanelQuery> asked(Stream<JsonNode> dashboards) {
        return dashboards
                .flatMap(dashboard -> PanelQuery.all(dashboard, RANGE, STEP).stream())
                .toList();
    }

    /** Those that have found nothing so far when all that time is over; empty as soon as each has found something once. */
    public static List<PanelQuery> missing(
            Collection<PanelQuery> asked, RunningPrometheus prometheus, Duration within) {
        List<PanelQuery> empty = new ArrayList<>(asked);
        Deadline.in(within).until(() -> {
            empty.removeIf(query -> finds(query, prometheus));
            return empty.isEmpty();
        });
        return empty;
    }

    private static boolean finds(PanelQuery query, RunningPrometheus prometheus) {
        Instant now = Instant.now();
        JsonNode series = query.instant()
                ? prometheus.instant(query.promql(), now)
                : prometheus.range(query.promql(), now.minus(RANGE), now, STEP);
        for (JsonNode one : series) {
            for (JsonNode sample : query.instant() ? List.of(one.path("value")) : one.path("values")) {
                if (!sample.path(1).asText().equals("NaN")) {
                    return true;
                }
            }
        }
        return false;
    }
}
