package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.status.Reason;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users meet is in the reference. */
class OperatorReferenceTest {
    private static final Path REFERENCE = Path.of("docs/reference/operator.md");
    private static final Pattern SERIES = Pattern.compile("^# TYPE (\\S+)", Pattern.MULTILINE);

    @ParameterizedTest
    @EnumSource
    void everyReasonIsExplained(Reason reason) throws IOException {
        assertThat(Files.readString(REFERENCE)).contains("`" + reason.text() + "`");
    }

    @Test
    void everySeriesIsExplained() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        assertThat(new OperatorMetrics(registry)).isNotNull();
        String reference = Files.readString(REFERENCE);

        assertThat(SERIES.matcher(registry.scrape()).results().map(result -> result.group(1)))
                .hasSizeGreaterThan(3)
                .allMatch(series -> reference.contains("`" + series.replace("_max", "")));
    }
}
