package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From nothing to an alert that fires. Takes the minutes that a young SLO takes to raise one, and hardly a processor.
 */
class FirstHourIT {
    @TempDir
    private Path directory;

    @Test
    void leadsToAnAlertThatFires() {
        Path document = Path.of("docs/first-hour.md");
        assertThat(ShownCommand.of(document)).extracting(ShownCommand::text).contains("./signalbox quickstart");

        try (Newcomer newcomer = Newcomer.in(directory, "bash", "prometheus", "promtool")) {
            newcomer.follow(document);
        }
    }

    /** Ends the client that the document leaves running, where it was not followed to its end. */
    @AfterEach
    void stopTheClient() throws IOException {
        Files.deleteIfExists(directory.resolve("busy"));
    }
}
