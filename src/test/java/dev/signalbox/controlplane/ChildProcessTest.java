package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessTest {
    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(20));

    @TempDir
    Path directory;

    @Test
    void isAskedToEndAndThenHasEnded() {
        ChildProcess child = start("trap 'echo ended well; exit 0' TERM; echo started; while :; do sleep 0.1; done");
        assertThat(SOON.until(() -> child.tail(1).equals("started"))).isTrue();
        child.close();
        assertThat(child.alive()).isFalse();
        assertThat(child.tail(1)).isEqualTo("ended well");
    }

    @Test
    void canBeKilledWithoutBeingAsked() {
        ChildProcess child = start("trap 'echo ended well; exit 0' TERM; echo started; while :; do sleep 0.1; done");
        assertThat(SOON.until(() -> child.tail(1).equals("started"))).isTrue();
        child.kill();
        assertThat(child.alive()).isFalse();
        assertThat(child.tail(1)).isEqualTo("started");
    }

    @Test
    void isSeenToHaveEndedByItself() {
        try (ChildProcess child = start("echo out; echo err >&2; exit 3")) {
            assertThat(SOON.until(() -> !child.alive())).isTrue();
            assertThat(child.tail(5)).isEqualTo("out\nerr");
        }
    }

    @Test
    void endsWhenItsParentIsKilled() throws IOException {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        directory.resolve("log").toString())
                .redirectErrorStream(true)
                .start();
        long child = Long.parseLong(parent.inputReader(StandardCharsets.UTF_8).readLine());
        assertThat(ProcessHandle.of(child)).isPresent();

        parent.destroyForcibly();

        assertThat(SOON.until(() -> ProcessHandle.of(child).isEmpty())).isTrue();
    }

    private ChildProcess start(String script) {
        return ChildProcess.start("child", List.of("/bin/sh", "-c", script), Map.of(), directory.resolve("child.log"));
    }

    /** Starts a child that would stay, prints its process id and waits. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws InterruptedException {
            Path log = Path.of(args[0]);
            ChildProcess child =
                    ChildProcess.start("sleep", List.of("/bin/sh", "-c", "echo $$; exec sleep 600"), Map.of(), log);
            Deadline.in(Duration.ofSeconds(20)).until(() -> !child.tail(1).isEmpty());
            System.out.println(child.tail(1));
            Thread.sleep(Duration.ofMinutes(10));
        }
    }
}
