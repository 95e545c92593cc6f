package dev.signalbox.sidecar;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes inherit that a signal is ignored, and many can't undo it. */
final class HangUpHeard {
    private static final String IGNORED = "SigIgn:";
    private static final long SIGHUP = 1L;

    private HangUpHeard() {}

    /** Skips what follows, with the reason, where nothing that is started hears SIGHUP. */
    static void assume() throws IOException {
        long ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(IGNORED))
                .mapToLong(line ->
                        Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), 16))
                .findFirst()
                .orElse(0);
        assumeFalse((ignored & SIGHUP) != 0, "SIGHUP is ignored here, as under nohup; run without it");
    }
}
