package dev.signalbox.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that is run in a pod, as {@code kubectl exec} does.
 *
 * @param client of whoever may do so
 */
record PodProgram(KubernetesClient client) {
    private static final Duration TO_START_AND_END = Duration.ofSeconds(30);

    /**
     * Runs it in the pod's first container.
     *
     * @param time that it takes of itself
     * @param out gets its standard output
     * @return why it could not be run, or what it said last
     */
    Optional<String> run(JsonNode pod, Duration time, OutputStream out, String... command) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ExecWatch program = client.pods()
                .inNamespace(pod.at("/metadata/namespace").asText())
                .withName(pod.at("/metadata/name").asText())
                .inContainer(pod.at("/spec/containers/0/name").asText())
                .writingOutput(out)
                .writingError(err)
                .exec(command)) {
            int exitCode = program.exitCode().get(time.plus(TO_START_AND_END).toSeconds(), TimeUnit.SECONDS);
            return exitCode == 0
                    ? Optional.empty()
                    : Optional.of("exit code " + exitCode + ": " + err.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (ExecutionException e) {
            return Optional.of("could not be run: " + e.getCause());
        } catch (TimeoutException e) {
            return Optional.of("did not end in time");
        } catch (KubernetesClientException e) {
            return Optional.of("could not be run: " + e.getMessage());
        }
    }
}
