package dev.signalbox.operator.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.local.LocalRequest;
import dev.signalbox.local.LocalSocket;
import dev.signalbox.local.LogLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jboss.logging.Logger;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door of an operator, which is this process, over a real socket. */
class LocalDoorTest {
    private static final Logger LOUD = Logger.getLogger("dev.signalbox.test.loud");
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path temporary;

    private LocalDoor door;
    private LocalSocket socket;

    @BeforeEach
    void open() {
        long self = ProcessHandle.current().pid();
        socket = LocalSocket.of(self, temporary);
        door = new LocalDoor(socket);
        door.onStart(null);
        LogContext.getLogContext().getLogger("dev.signalbox.test").setLevel(Level.INFO);
    }

    @AfterEach
    void close() throws IOException {
        door.stop();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void itIsFoundAndOnlyItsUserMayEnter() throws IOException {
        Files.createDirectory(temporary.resolve("signalbox-operator-999999999"));

        assertThat(LocalSocket.running(temporary)).containsExactly(socket);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.directory())))
                .isEqualTo("rwx------");
        Files.delete(temporary.resolve("signalbox-operator-999999999"));
    }

    @Test
    void aLevelIsAsBeforeWhenItsTimeIsOver() {
        assertThat(LOUD.isDebugEnabled()).isFalse();

        assertThat(ask(new LocalRequest.SetLevel("dev.signalbox.test", LogLevel.DEBUG, Duration.ofSeconds(1))))
                .startsWith("ok\n")
                .contains("dev.signalbox.test DEBUG until 20");

        assertThat(LOUD.isDebugEnabled()).isTrue();
        assertThat(Deadline.in(SOON).until(() -> !LOUD.isDebugEnabled())).isTrue();
        assertThat(ask(new LocalRequest.TellLevels())).contains("dev.signalbox.test INFO\n");
    }

    @Test
    void ofTwoChangesTheLevelBeforeTheFirstComesBack() {
        ask(new LocalRequest.SetLevel("dev.signalbox.test", LogLevel.DEBUG, Duration.ofHours(1)));
        ask(new LocalRequest.SetLevel("dev.signalbox.test", LogLevel.ERROR, Duration.ofHours(1)));
        assertThat(LOUD.isInfoEnabled()).isFalse();

        assertThat(ask(new LocalRequest.ResetLevels())).startsWith("ok\n");

        assertThat(LOUD.isInfoEnabled()).isTrue();
        assertThat(LOUD.isDebugEnabled()).isFalse();
    }

    @Test
    void aProfileHasWhatRunsAndNoVariables() throws IOException {
        CompletableFuture<byte[]> first =
                CompletableFuture.supplyAsync(() -> bytes(new LocalRequest.Profile(Duration.ofSeconds(2))));
        assertThat(Deadline.in(SOON).until(() -> !FlightRecorder.getFlightRecorder()
                        .getRecordings()
                        .isEmpty()))
                .isTrue();
        assertThat(ask(new LocalRequest.Profile(Duration.ofSeconds(1))))
                .isEqualTo("another profile is being made: wait for it\n");
        byte[] answer = first.join();
        Path file = temporary.resolve("profile.jfr");
        Files.write(file, java.util.Arrays.copyOfRange(answer, "ok\n".length(), answer.length));

        assertThat(RecordingFile.readAllEvents(file))
                .extracting((RecordedEvent event) -> event.getEventType().getName())
                .contains("jdk.CPULoad")
                .doesNotContain(
                        "jdk.InitialEnvironmentVariable",
                        "jdk.InitialSystemProperty",
                        "jdk.JVMInformation",
                        "jdk.SystemProcess");
        Files.delete(file);
    }

    @Test
    void whatIsOutOfBoundsIsRefused() {
        assertThat(ask(new LocalRequest.Profile(Duration.ofHours(1))))
                .isEqualTo("must be between 1 s and 300 s, was 3600 s\n");
        assertThat(ask(new LocalRequest.SetLevel("root", LogLevel.DEBUG, Duration.ZERO)))
                .startsWith("must be between 1 s");
        assertThat(ask(new LocalRequest.SetLevel("two words", LogLevel.DEBUG, SOON)))
                .startsWith("not understood");
    }

    private String ask(LocalRequest request) {
        return new String(bytes(request), StandardCharsets.UTF_8);
    }

    private byte[] bytes(LocalRequest request) {
        try (InputStream answer = socket.ask(request)) {
            return answer.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
