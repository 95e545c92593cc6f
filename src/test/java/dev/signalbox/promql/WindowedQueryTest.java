package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.promql.WindowedQuery.Reading;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowedQueryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "sum(rate(a[$window])) / rate(b[5m])      ; sum(rate(a[1h])) / rate(b[5m])",
                "rate(a[ ${window} ])                     ; rate(a[1h])",
                "max_over_time(rate(a[$window])[$window:1m] offset 5m) ; max_over_time(rate(a[1h])[1h:1m] offset 5m)",
                "rate(a{b=\"c\"}[$window] @ 5 offset 5m)  ; rate(a{b=\"c\"}[1h] @ 5.000 offset 5m)",
                "a{b=\"987655s\"}                         ; a{b=\"987655s\"}",
            })
    void theWindowIsTheRange(String text, String over) {
        assertThat(PromqlPrinter.print(WindowedQuery.of(text).over(Duration.ofHours(1))))
                .isEqualTo(over);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "a[5m:$window]                 ; 1:6: $window can only be the range between brackets: [$window]",
                "a{b=\"$window\"}              ; 1:6: $window can only be the range between brackets: [$window]",
                "a offset $window              ; 1:10: $window can only be the range between brackets: [$window]",
                "sum(a[${window}]              ; 1:17: missing closing )",
                "a[$windows]                   ; 1:3: unexpected character \"$\" between brackets",
                "a[$window$window]             ; 1:3: ",
                "rate(a[987655s])              ; 1:1: a range of 987655s can't be told from $window",
            })
    void elsewhereItIsAFaultWhereItStands(String text, String fault) {
        assertThat(WindowedQuery.read(text))
                .asInstanceOf(InstanceOfAssertFactories.type(Reading.Unreadable.class))
                .satisfies(
                        unreadable -> assertThat(unreadable.fault().toString()).startsWith(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "sum( rate(a[ ${window} ]) ) / rate(b[5m])      ; sum(rate(a[$window])) / rate(b[5m])",
                "max_over_time(rate(a[$window])[$window:1m] offset 5m) ; max_over_time(rate(a[$window])[$window:1m] offset 5m)",
                "rate(a{b=\"[11d10h20m55s]\"}[$window])          ; rate(a{b=\"[11d10h20m55s]\"}[$window])",
            })
    void itsTextIsReadAsTheSame(String typed, String text) {
        WindowedQuery query = WindowedQuery.of(typed);

        assertThat(query.text()).isEqualTo(text);
        assertThat(WindowedQuery.of(query.text())).isEqualTo(query);
    }

    @Test
    void functionsOverTheWindowAreThoseThatReadItThemselves() {
        WindowedQuery query =
                WindowedQuery.of("sum(increase(a[$window])) / max_over_time(rate(b[5m])[$window:]) + rate(c[1m])");

        assertThat(query.functionsOverWindow()).containsExactly("increase", "max_over_time");
        assertThat(query.isWindowed()).isTrue();
        assertThat(WindowedQuery.of("rate(a[5m])").isWindowed()).isFalse();
    }

    @Test
    void anExpressionAsItWasEarlierReadsAllSeriesEarlierButThoseOfAFixedTime() {
        Expr shifted = ExprRewrite.shifted(
                Promqls.parse("rate(a[5m] offset 2m) * b + c @ 5 - max_over_time(d[1h:1m])"), Duration.ofMinutes(1));

        assertThat(PromqlPrinter.print(shifted))
                .isEqualTo("rate(a[5m] offset 3m) * b offset 1m + c @ 5.000 - max_over_time(d offset 1m[1h:1m])");
    }
}
