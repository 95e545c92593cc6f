package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultLabelsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "a                                                         ; ?",
                "rate(a{b=\"c\"}[5m])                                      ; ?",
                "sum(a)                                                    ; []",
                "sum by (b, a) (a)                                         ; [a, b]",
                "sum without (b) (a)                                       ; ?",
                "sum without (b) (sum by (b, c) (a))                       ; [c]",
                "-(sum by (b) (a))                                         ; [b]",
                "topk by (c) (3, sum by (b) (a))                           ; [b]",
                "count_values(\"v\", a)                                    ; [v]",
                "vector(1)                                                 ; []",
                "time()                                                    ; []",
                "hour()                                                    ; []",
                "absent(sum(a))                                            ; ?",
                "clamp_min(sum by (b) (a), 0)                              ; [b]",
                "max_over_time(sum by (b) (a)[1h:1m])                      ; [b]",
                "quantile_over_time(0.9, a[5m])                            ; ?",
                "label_replace(sum by (b) (a), \"c\", \"$1\", \"b\", \".*\") ; [b, c]",
                "histogram_quantile(0.9, sum by (b, le) (rate(a[5m])))     ; [b]",
                "sum by (b) (a) / 5                                        ; [b]",
                "5 * sum by (b) (a)                                        ; [b]",
                "sum by (b) (a) / sum by (b) (c)                           ; [b]",
                "sum by (b) (a) / c                                        ; [b]",
                "a / c                                                     ; ?",
                "a / on (b) c                                              ; [b]",
                "sum by (b, d) (a) / ignoring (d) sum by (b) (c)           ; [b]",
                "a / on (b) group_left (d) c                               ; ?",
                "sum by (b) (a) * on (b) group_left (d) c                  ; [b, d]",
                "c * on (b) group_right (d) sum by (b) (a)                 ; [b, d]",
                "sum by (b) (a) or vector(0)                               ; [b]",
                "sum by (b) (a) or c                                       ; ?",
                "sum by (b) (a) and c                                      ; [b]",
                "a unless sum by (b) (c)                                   ; ?",
            })
    void labelsAreThoseThatTheExpressionLeaves(String text, String labels) {
        assertThat(ResultLabels.of(Promqls.parse(text)).map(Object::toString))
                .isEqualTo(Optional.of(labels).filter(known -> !known.equals("?")));
    }
}
