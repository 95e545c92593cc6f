package dev.signalbox.operator.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.RangeServer;
import dev.signalbox.backend.Series;
import dev.signalbox.backend.Series.Point;
import dev.signalbox.cardinality.Growth;
import dev.signalbox.cardinality.SeriesCounts;
import dev.signalbox.cardinality.SeriesQueries;
import dev.signalbox.compile.pipeline.ServiceBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendsTest {
    private static final Instant NOW = Instant.parse("2026-03-08T12:34:56Z");
    private static final List<Counted> SERVICES = List.of(counted("checkout"), counted("cart"));

    private final List<String> asked = new ArrayList<>();
    private boolean answers = true;

    @Test
    void whatWasRecordedCountsAndScrapesDoForTheRest() {
        Trends trends = new Trends();
        SeriesCounts counts = new SeriesCounts(Map.of("shop/checkout", 5L), Optional.empty(), Map.of());

        trends.follow(server(), counts, SERVICES, NOW);

        assertThat(trends.of(SERVICES.getFirst().key()).perHour().orElseThrow()).isEqualTo(2);
        assertThat(trends.of(SERVICES.getLast().key()).perHour().orElseThrow()).isEqualTo(1);
        assertThat(trends.of(SERVICES.getLast().key()).weekAgo()).contains(0L);
    }

    @Test
    void itIsAskedOnceAnHourAndAgainWhereNobodyAnswered() {
        Trends trends = new Trends();
        SeriesCounts counts =
                new SeriesCounts(Map.of("shop/checkout", 5L, "shop/cart", 5L), Optional.empty(), Map.of());

        answers = false;
        trends.follow(server(), counts, SERVICES, NOW);
        assertThat(trends.of(SERVICES.getFirst().key())).isEqualTo(Growth.UNKNOWN);
        answers = true;
        trends.follow(server(), counts, SERVICES, NOW.plusSeconds(60));
        trends.follow(server(), counts, SERVICES, NOW.plusSeconds(120));
        trends.follow(server(), counts, SERVICES, NOW.plusSeconds(3_600));

        assertThat(asked)
                .as("scrapes say nothing new where all is recorded")
                .containsExactly(SeriesQueries.recorded(), SeriesQueries.recorded(), SeriesQueries.recorded());
    }

    private RangeServer server() {
        return (query, start, end, step) -> {
            asked.add(query);
            int slope = query.equals(SeriesQueries.recorded()) ? 2 : 1;
            String label = slope == 2 ? "signalbox_service" : "job";
            return answers
                    ? new Answer.Given<>(List.of(
                            line(label, "shop/checkout", slope, start, end, step),
                            line(slope == 2 ? "other" : label, "shop/cart", slope, start, end, step)))
                    : new Answer.Unavailable<>("it is down");
        };
    }

    private static Series line(String label, String value, int slope, Instant start, Instant end, Duration step) {
        return new Series(
                Map.of(label, value),
                IntStream.rangeClosed(0, (int) Duration.between(start, end).dividedBy(step))
                        .mapToObj(hour -> new Point(start.plus(step.multipliedBy(hour)), slope * hour))
                        .toList());
    }

    private static Counted counted(String name) {
        return new Counted(
                new ServiceObservability(), ServiceBuilder.service("shop", name).build());
    }
}
