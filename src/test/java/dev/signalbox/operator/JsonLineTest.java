package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.testing.AnyText;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Whatever a name, an answer or an exception says, it is one line of the log, and a value in it. */
class JsonLineTest {
    private static final String FORGED =
            "x\"}\n{\"time\":\"2027-01-01T00:00:00Z\",\"level\":\"INFO\",\"message\":\"all is well\"}\r\n\u001b[2J\u2028\u0000";

    @Test
    void nobodyForgesALine() throws IOException {
        JsonNode line = onlyLine(FORGED);

        assertThat(line.path("message").asText()).isEqualTo(FORGED);
        assertThat(line.path("error").asText()).contains(FORGED);
        assertThat(line.path("resource").asText()).isEqualTo("SLO " + FORGED + "/" + FORGED);
        assertThat(line.path("level").asText()).isEqualTo("ERROR");
    }

    @RepeatedTest(20)
    void anyTextIsALine() throws IOException {
        long seed = System.nanoTime();
        String text = AnyText.next(new Random(seed));

        assertThat(onlyLine(text).path("message").asText()).as("seed " + seed).isEqualTo(text);
    }

    private static JsonNode onlyLine(String text) throws IOException {
        ExtLogRecord line = new ExtLogRecord(Level.ERROR, text, ExtLogRecord.FormatStyle.NO_FORMAT, "test");
        line.setLoggerName("dev.signalbox");
        line.setMdc(Map.of("resource.name", text, "resource.namespace", text, "resource.kind", "SLO"));
        line.setThrown(new IOException(text));

        String written = new JsonLine().format(line);

        assertThat(written).endsWith("\n");
        assertThat(written.substring(0, written.length() - 1)).doesNotContain("\n", "\r", "\u001b", "\u0000");
        return new ObjectMapper().readTree(written);
    }
}
