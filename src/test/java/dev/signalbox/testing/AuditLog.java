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
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the API server wrote down: of writes of workloads, and of all that an operator of the chart asked for. */
public record AuditLog(Path file) {
    /**
     * A request that was answered.
     *
     * @param resource with its group and subresource: {@code apps/deployments}, {@code signalbox.dev/slos/status}, {@code /pods}
     * @param name empty where it is of many
     * @param code of the answer
     */
    public record Request(String verb, String resource, String namespace, String name, int code) {}

    /**
     * A write that was answered, of whatever is kept.
     *
     * @param received when the server had it
     * @param answered when the server was done with it
     * @param agent who the client says it is
     * @param resource as in a {@link Request}
     * @param body what was sent; empty where that is not noted
     */
    public record Write(
            Instant received,
            Instant answered,
            String agent,
            String verb,
            String resource,
            String namespace,
            String name,
            int code,
            JsonNode body) {}

    /** Groups of questions that are asked by creating them. */
    private static final Set<String> QUESTIONS = Set.of("authentication.k8s.io", "authorization.k8s.io");

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
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
        return events(event -> event.at("/objectRef/namespace").asText().equals(namespace)
                        && event.at("/objectRef/name").asText().equals(name))
                .map(AuditLog::annotations)
                .toList();
    }

    /** All different ones of resources that a user of {@code signalbox-system} has had answered. */
    public Set<Request> requests(String user) {
        return events(event -> event.at("/user/username").asText().equals(user)
                        && event.has("objectRef")
                        && event.has("responseStatus"))
                .map(AuditLog::request)
                .collect(Collectors.toSet());
    }

    /** By a user of {@code signalbox}, since then, in the order in which they were received. */
    public List<Write> writes(String user, Instant since) {
        return events(event -> event.at("/user/username").asText().equals(user)
                        && event.at("/stage").asText().equals("ResponseComplete")
                        && !QUESTIONS.contains(event.at("/objectRef/apiGroup").asText())
                        && !time(event, "requestReceivedTimestamp").isBefore(since))
                .map(AuditLog::write)
                .sorted(Comparator.comparing(Write::received))
                .toList();
    }

    private static Write write(JsonNode event) {
        Request request = request(event);
        return new Write(
                time(event, "requestReceivedTimestamp"),
                time(event, "stageTimestamp"),
                event.path("userAgent").asText(),
                request.verb(),
                request.resource(),
                request.namespace(),
                request.name(),
                request.code(),
                event.path("requestObject"));
    }

    private static Instant time(JsonNode event, String field) {
        return Instant.parse(event.path(field).asText());
    }

    /** Those of them that change something, the oldest first. */
    public List<Request> writeRequests(String user) {
        return events(event -> event.at("/user/username").asText().equals(user)
                        && WRITES.contains(event.path("verb").asText())
                        && event.has("objectRef")
                        && event.has("responseStatus"))
                .map(AuditLog::request)
                .toList();
    }

    private Stream<JsonNode> events(Predicate<JsonNode> wanted) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.endsWith("}")).map(AuditLog::event).filter(wanted).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(JsonNode event) {
        JsonNode object = event.path("objectRef");
        String subresource = object.path("subresource").asText();
        return new Request(
                event.path("verb").asText(),
                object.path("apiGroup").asText() + "/" + object.path("resource").asText()
                        + (subresource.isEmpty() ? "" : "/" + subresource),
                object.path("namespace").asText(),
                object.path("name").asText(),
                event.at("/responseStatus/code").asInt());
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
