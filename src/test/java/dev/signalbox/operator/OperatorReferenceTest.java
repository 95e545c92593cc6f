package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.status.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users meet is in the reference. */
class OperatorReferenceTest {
    private static final Path REFERENCE = Path.of("docs/reference/operator.md");

    @ParameterizedTest
    @EnumSource
    void everyReasonIsExplained(Reason reason) throws IOException {
        assertThat(Files.readString(REFERENCE)).contains("`" + reason.text() + "`");
    }

    @Test
    void everySeriesIsExplained() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        assertThat(new OperatorMetrics(registry, new LooksUnderway())).isNotNull();
        String reference = Files.readString(REFERENCE);

        assertThat(registry.getMeters())
                .hasSizeGreaterThan(3)
                .allMatch(meter ->
                        reference.contains("`" + meter.getId().getName().replace('.', '_')));
    }
}
