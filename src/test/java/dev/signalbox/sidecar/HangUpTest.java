package dev.signalbox.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HangUpTest {
    private static final int BY_SIGHUP = 128 + 1;

    private final HangUp hangUp = new HangUp();

    @BeforeAll
    static void hangUpsAreHeard() throws IOException {
        HangUpHeard.assume();
    }

    @Test
    void itIsSighup() throws Exception {
        Process process = sleep();

        assertThat(hangUp.to(process.pid())).isEmpty();
        assertThat(process.waitFor()).isEqualTo(BY_SIGHUP);
    }

    @Test
    void aProcessThatHasEndedIsSaid() throws Exception {
        Process process = sleep();
        process.destroyForcibly().waitFor();

        assertThat(hangUp.to(process.pid()))
                .contains("process " + process.pid() + " could not be signalled: it has ended (ESRCH)");
    }

    private static Process sleep() throws IOException {
        return new ProcessBuilder("sleep", "60").start();
    }
}
