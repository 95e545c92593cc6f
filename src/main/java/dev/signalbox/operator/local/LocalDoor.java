package dev.signalbox.operator.local;

import dev.signalbox.local.LocalRequest;
import dev.signalbox.local.LocalSocket;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Answers whoever is in the pod, from before anything else is begun. */
@Singleton
class LocalDoor {
    private static final Logger LOG = Logger.getLogger(LocalDoor.class);
    private static final Duration LONGEST_LEVEL = Duration.ofDays(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PROFILE = Duration.ofMinutes(5);

    private final LocalSocket socket;
    private final LogLevels levels = new LogLevels();
    private final FlightRecording recording;
    private volatile ServerSocketChannel listener;

    @Inject
    LocalDoor() {
        this(LocalSocket.of(ProcessHandle.current().pid(), Path.of(System.getProperty("java.io.tmpdir"))));
    }

    LocalDoor(LocalSocket socket) {
        this.socket = socket;
        this.recording = new FlightRecording(socket.directory());
    }

    void onStart(@Observes @Priority(2) StartupEvent event) {
        try {
            listener = socket.listen();
            Thread.ofVirtual().name("local-door").start(() -> accept(listener));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warnf(
                    "nobody in the pod can ask for log levels and profiles: %s",
                    e); // what the operator is for does not need it
        }
    }

    private void accept(ServerSocketChannel open) {
        while (open.isOpen()) {
            try {
                SocketChannel client = open.accept();
                Thread.ofVirtual().name("local-request").start(() -> answer(client));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warnf("somebody in the pod could not be heard: %s", e.getMessage());
                // Where no file can be opened, the next one fails likewise.
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            }
        }
    }

    private void answer(SocketChannel client) {
        try (client;
                OutputStream out = Channels.newOutputStream(client)) {
            Optional<LocalRequest> request = LocalRequest.of(LocalSocket.line(Channels.newInputStream(client)));
            if (request.isEmpty()) {
                write(out, "not understood: the operator and the tool are of different versions\n");
                return;
            }
            answer(request.get(), out);
        } catch (IOException e) {
            LOG.warnf("somebody in the pod could not be answered: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(LocalRequest request, OutputStream out) throws IOException, InterruptedException {
        switch (request) {
            case LocalRequest.TellLevels() -> write(out, LocalSocket.FINE + "\n" + levels.tell());
            case LocalRequest.ResetLevels() -> {
                levels.reset();
                write(out, LocalSocket.FINE + "\n" + levels.tell());
            }
            case LocalRequest.SetLevel(var category, var level, var time) -> {
                if (isWithin(time, LONGEST_LEVEL, out)) {
                    levels.set(category, level, time);
                    write(out, LocalSocket.FINE + "\n" + levels.tell());
                }
            }
            case LocalRequest.Profile(var time) -> {
                if (isWithin(time, LONGEST_PROFILE, out)) {
                    profile(time, out);
                }
            }
        }
    }

    private void profile(Duration time, OutputStream out) throws IOException, InterruptedException {
        LOG.infof("the operator is profiled for %d s, as was asked for in the pod", time.toSeconds());
        boolean isMade = recording.make(time, file -> {
            write(out, LocalSocket.FINE + "\n");
            Files.copy(file, out);
        });
        if (!isMade) {
            write(out, "another profile is being made: wait for it\n");
        }
    }

    private static boolean isWithin(Duration time, Duration longest, OutputStream out) throws IOException {
        boolean isWithin = time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(longest) <= 0;
        if (!isWithin) {
            write(out, "must be between 1 s and " + longest.toSeconds() + " s, was " + time.toSeconds() + " s\n");
        }
        return isWithin;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @PreDestroy
    void stop() throws IOException {
        levels.close();
        if (listener != null) {
            listener.close();
            socket.remove();
        }
    }
}
