package dev.signalbox.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.intake.document.DocumentStream;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.intake.schema.ResourceKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Violation;
import dev.signalbox.report.Resources;
import dev.signalbox.report.Scope;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.model.jackson.GoCompatibilityModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Resources out of files, with their status, as {@code kubectl get -o yaml} prints them. They are not checked: the API
 * server has done so.
 */
public final class ExportedResources {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new GoCompatibilityModule()).build();
    private static final String STACK_IN_USE = "default";

    private final Map<Key, HasMetadata> resources = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private record Key(String kind, ResourceName name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : name.compareTo(other.name);
        }
    }

    /** @param source name of the file as the user gave it */
    public void read(String source, byte[] bytes) {
        DocumentStream stream = DocumentReader.read(source, bytes);
        faults.addAll(stream.faults());
        stream.documents().forEach(this::add);
    }

    /** What can't be read. */
    public List<Fault> faults() {
        return faults.stream().sorted().toList();
    }

    /** Whether there is none of ours. */
    public boolean isEmpty() {
        return resources.isEmpty();
    }

    /** All that was read; of those that were there twice, the last. */
    public Resources resources(Scope scope) {
        return new Resources(
                all(SLO.class),
                all(ServiceObservability.class),
                all(SamplingPolicy.class),
                all(ObservabilityPolicy.class),
                all(ObservabilityStack.class).stream()
                        .filter(stack -> STACK_IN_USE.equals(stack.getMetadata().getName()))
                        .findFirst(),
                scope);
    }

    private <T> List<T> all(Class<T> kind) {
        return resources.values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private void add(Document document) {
        JsonNode items = document.content().path("items");
        if (document.content().path("kind").asText().endsWith("List") && items.isArray()) {
            for (int i = 0; i < items.size(); i++) {
                add(document.item("items", i));
            }
            return;
        }
        if (document.content().path("apiVersion").asText().startsWith(ResourceKind.GROUP + "/")) {
            kind(document.content().path("kind").asText()).ifPresent(kind -> add(document, kind));
        }
    }

    private static Optional<Class<? extends HasMetadata>> kind(String kind) {
        return switch (kind) {
            case "SLO" -> Optional.of(SLO.class);
            case "ServiceObservability" -> Optional.of(ServiceObservability.class);
            case "SamplingPolicy" -> Optional.of(SamplingPolicy.class);
            case "ObservabilityPolicy" -> Optional.of(ObservabilityPolicy.class);
            case "ObservabilityStack" -> Optional.of(ObservabilityStack.class);
            default -> Optional.empty();
        };
    }

    private void add(Document document, Class<? extends HasMetadata> kind) {
        if (document.content().at("/metadata/name").asText().isEmpty()) {
            fault(document, "metadata.name", "must be given, was missing");
            return;
        }
        try {
            HasMetadata resource = MAPPER.treeToValue(document.content(), kind);
            resources.put(
                    new Key(
                            resource.getKind(),
                            new ResourceName(
                                    Optional.ofNullable(resource.getMetadata().getNamespace())
                                            .orElse(""),
                                    resource.getMetadata().getName())),
                    resource);
        } catch (JsonProcessingException unreadable) {
            fault(
                    document,
                    "",
                    "must be readable, was not: "
                            + unreadable
                                    .getOriginalMessage()
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
        }
    }

    private void fault(Document document, String path, String message) {
        faults.add(document.locate(new Violation(path, message, "write it as kubectl get -o yaml does")));
    }
}
