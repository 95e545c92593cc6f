package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.controlplane.ChildProcess;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the operator until it has seen to an SLO, and ends: see {@link Rehearsal}. */
public final class OperatorRehearsal {
    private static final String SLO = "/examples/quickstart/availability.yaml";
    private static final long SECONDS = 30;

    private OperatorRehearsal() {}

    public static void main(String[] args) throws Exception {
        try (RehearsedApiServer server = new RehearsedApiServer(slo())) {
            Path kubeconfig = Files.createTempFile("signalbox-rehearsal-", ".kubeconfig");
            Files.writeString(kubeconfig, server.kubeconfig());
            kubeconfig.toFile().deleteOnExit();
            int management = ChildProcess.freePort();
            Thread.ofPlatform().daemon().start(() -> endOnceItHasWorked(server, management));
            String[] words = {
                "operator",
                "--kubeconfig=" + kubeconfig,
                "--management-port=" + management,
                "--strategies-port=0",
                "--report-port=0"
            };
            Signalbox.commandLine(words).execute(words);
        }
        System.exit(0);
    }

    private static ObjectNode slo() throws IOException {
        try (InputStream file = OperatorRehearsal.class.getResourceAsStream(SLO)) {
            return (ObjectNode) new YAMLMapper().readTree(file);
        }
    }

    private static void endOnceItHasWorked(RehearsedApiServer server, int management) {
        try {
            if (!server.awaitStatus(SECONDS)) {
                System.err.println("the operator has not seen to the SLO in " + SECONDS + " s");
            }
            for (String page : List.of("/q/health/ready", "/q/health/live", "/q/metrics")) {
                URI.create("http://127.0.0.1:" + management + page)
                        .toURL()
                        .openStream()
                        .close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("the operator does not answer: " + e);
        } finally {
            Quarkus.asyncExit(0);
        }
    }
}
