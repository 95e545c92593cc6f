package dev.signalbox.operator.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** What the operator is busy with for a while, as JDK Flight Recorder sees it: bounded, and one at a time. */
final class FlightRecording {
    /** What is recorded last counts; as one chunk is written until it is full, a recording may be larger by one. */
    private static final long MOST_BYTES = 16 << 20;

    /** Variables and arguments have passwords in them, those of other processes too. */
    private static final List<String> TELLS_TOO_MUCH = List.of(
            "jdk.InitialEnvironmentVariable",
            "jdk.InitialSystemProperty",
            "jdk.JVMInformation",
            "jdk.ProcessStart",
            "jdk.SystemProcess");

    private final Path directory;
    private final ReentrantLock turn = new ReentrantLock();

    /** @param directory that can be written to */
    FlightRecording(Path directory) {
        this.directory = directory;
    }

    /** Takes a recording, which is gone afterwards. */
    interface Reader {
        void read(Path file) throws IOException;
    }

    /** @return false where another is being made */
    boolean make(Duration time, Reader reader) throws IOException, InterruptedException {
        if (!turn.tryLock()) {
            return false;
        }
        Path file = directory.resolve("profile.jfr");
        try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
            TELLS_TOO_MUCH.forEach(recording::disable);
            recording.setMaxSize(MOST_BYTES);
            recording.start();
            Thread.sleep(time);
            recording.stop();
            recording.dump(file);
            reader.read(file);
            return true;
        } catch (ParseException e) {
            throw new IOException("the JDK's own settings for profiles can't be read", e);
        } finally {
            Files.deleteIfExists(file);
            turn.unlock();
        }
    }
}
