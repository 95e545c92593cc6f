package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of {@code here} there is data, of {@code gone} there is none. */
class YieldTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            here > 1                                        | true
            gone > 1                                        | false
            rate(gone[5m]) > 1                              | false
            rate(here[5m] offset 1d) > 1                    | true
            here / gone                                     | false
            here and on (job) gone                          | false
            here or gone                                    | true
            gone or (gone and here)                         | false
            here unless gone                                | true
            gone unless here                                | false
            absent(gone)                                    | true
            absent_over_time(gone[1h])                      | true
            sum by (job) (gone) > 0                         | false
            max_over_time((here > 1)[1h:1m])                | true
            vector(1)                                       | true
            time() - gone > 60                              | false
            scalar(gone) + here                             | true
            -gone                                           | false
            histogram_quantile(0.9, sum by (le) (here)) > 1 | true
            """)
    void whatIsMissingDecides(String expression, boolean possible) {
        assertThat(Yield.isPossible(
                        Promql.expression(expression),
                        selector -> selector.name().orElseThrow().equals("here")))
                .isEqualTo(possible);
    }
}
