package dev.signalbox.docs;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people have already becomes what the guide shows. */
class MigratingIT {
    @TempDir
    private Path directory;

    @Test
    void importsWhatItShows() {
        try (Newcomer newcomer = Newcomer.in(directory, "bash")) {
            newcomer.follow(Path.of("docs/migrating.md"));
        }
    }
}
