package dev.signalbox.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeriesQueriesTest {
    private static final ServiceKey ODD = new ServiceKey("shop", "a.b\"c");

    @ParameterizedTest
    @MethodSource("all")
    void everyQueryIsPromQl(String query) {
        assertThat(PromqlParser.parse(query)).as(query).isInstanceOf(ParseResult.Parsed.class);
    }

    static List<String> all() {
        return List.of(
                SeriesQueries.recorded(),
                SeriesQueries.unattributed(),
                SeriesQueries.scraped(),
                SeriesQueries.selector(ODD),
                SeriesQueries.byMetric(ODD),
                SeriesQueries.values(ODD, List.of("a", "b")),
                SeriesQueries.carriers(ODD, "a"),
                SeriesQueries.valuesByMetric(ODD, "a"),
                SeriesQueries.saved(ODD, List.of("x_total", "y_bucket"), List.of("a", "b")));
    }

    @Test
    void whatIsAskedOfAllIsInTheReference() throws IOException {
        assertThat(Files.readString(Path.of("docs/reference/cardinality.md")))
                .contains(
                        "`" + SeriesQueries.recorded() + "`",
                        "`" + SeriesQueries.unattributed() + "`",
                        "`" + SeriesQueries.scraped() + "`");
    }
}
