package dev.signalbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.report.json.HealthJson;
import dev.signalbox.report.text.HealthText;
import dev.signalbox.report.text.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The bytes of a report in each form; {@code -Dgolden.update=true} rewrites what is expected. */
class HealthGoldenTest {
    @Test
    void asJson() throws IOException {
        isAsIn(Path.of("docs/report-example.json"), HealthJson.of(Shop.report()).toPrettyString() + "\n");
    }

    @Test
    void asText() throws IOException {
        isAsIn(
                Path.of("src/test/resources/report/shop/expected.txt"),
                HealthText.of(Shop.report(), new Style(100, false)));
    }

    private static void isAsIn(Path expected, String text) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, text);
        }
        assertThat(text)
                .as("stale; rewrite it with ./mvnw test -Dgolden.update=true -Dtest=HealthGoldenTest")
                .isEqualTo(Files.readString(expected));
    }
}
