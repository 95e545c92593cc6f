package dev.signalbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the API server wrote down of writes of workloads. */
public record AuditLog(Path file) {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    public static AuditLog of(ControlPlane controlPlane) {
        return new AuditLog(controlPlane
                .auditLog()
                .orElseThrow(() -> Missing.prerequisite("this control plane's audit log is not ours to read")));
    }

    /** Waits until a write of a workload was noted with what is expected; its annotations. */
    public Map<String, String> await(String namespace, String name, Predicate<Map<String, String>> expected) {
        return Deadline.in(SOON)
                .poll(() ->
                        annotations(namespace, name).stream().filter(expected).reduce((_, last) -> last))
                .orElseThrow(() -> new AssertionError("noted was only " + annotations(namespace, name)));
    }

    /** Of each write of a workload, the oldest first. */
    public List<Map<String, String>> annotations(String namespace, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.endsWith("}"))
                    .map(AuditLog::event)
                    .filter(event -> event.at("/objectRef/namespace").asText().equals(namespace)
                            && event.at("/objectRef/name").asText().equals(name))
                    .map(AuditLog::annotations)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> annotations(JsonNode event) {
        Map<String, String> annotations = new HashMap<>();
        event.path("annotations")
                .properties()
                .forEach(one -> annotations.put(one.getKey(), one.getValue().asText()));
        return annotations;
    }
}
