package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.controlplane.ChildProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AwaitCommandTest {

    @Test
    void endsWellWhenTheAnswerIsGood() throws Exception {
        HttpServer health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        health.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(204, -1);
            }
        });
        health.start();
        try {
            String url = "http://127.0.0.1:" + health.getAddress().getPort();

            assertThat(CommandRun.of("await", "--health", url, "--for", "20s")).isEqualTo(new CommandRun(0, "", ""));
        } finally {
            health.stop(0);
        }
    }

    @Test
    void saysWhatItSawLast() {
        String url = "http://127.0.0.1:" + ChildProcess.freePort();
        CommandRun run = CommandRun.of("await", "--health", url, "--for", "100ms", "--interval", "50ms");

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).isEqualTo("not healthy: " + url + ": Connection refused\n");
    }

    @Test
    void wrongOptionsAreWrongUsage() {
        CommandRun run = CommandRun.of("await", "--health", "localhost:13133", "--for", "20s");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must be a URL like http://127.0.0.1:13133, was \"localhost:13133\"");

        run = CommandRun.of("await", "--health", "http://localhost:13133", "--for", "20");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must be a duration like 20s or 500ms, was \"20\"");
    }
}
