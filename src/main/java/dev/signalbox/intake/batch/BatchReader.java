package dev.signalbox.intake.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.intake.document.DocumentStream;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.intake.document.Parallel;
import dev.signalbox.intake.schema.Checked;
import dev.signalbox.intake.schema.ResourceCheck;
import dev.signalbox.intake.schema.ResourceKind;
import dev.signalbox.model.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads files one by one into a {@link Batch}. Nothing that stands in a file makes it throw. */
public final class BatchReader {
    private final ResourceCheck check;
    private final List<Declared> declared = new ArrayList<>();
    private final Set<ObjectIdentity> broken = new HashSet<>();
    private final List<Foreign> foreign = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<ObjectIdentity, Document> seen = new HashMap<>();

    private record Candidate(Document document, ResourceKind kind) {}

    private record Understood(Candidate candidate, ObjectIdentity identity, Reading<Meaning> reading) {}

    /** @param namespace of resources that don't say theirs */
    public BatchReader(String namespace) {
        this.check = new ResourceCheck(namespace);
    }

    /** @param source name of the file as the user gave it */
    public void read(String source, byte[] bytes) {
        DocumentStream stream = DocumentReader.read(source, bytes);
        faults.addAll(stream.faults());
        List<Candidate> candidates = new ArrayList<>();
        stream.documents().forEach(document -> add(document, candidates));
        Parallel.map(candidates, this::understood).forEach(this::take);
    }

    /** Everything read so far. */
    public Batch batch() {
        return new Batch(declared, broken, foreign, faults.stream().sorted().toList());
    }

    private void add(Document document, List<Candidate> candidates) {
        if (isListToUnroll(document.content())) {
            for (int i = 0; i < document.content().path("items").size(); i++) {
                addObject(document.item("items", i), candidates);
            }
        } else {
            addObject(document, candidates);
        }
    }

    private void addObject(Document document, List<Candidate> candidates) {
        JsonNode content = document.content();
        List<Violation> shapeless = shape(content);
        if (!shapeless.isEmpty()) {
            report(document, shapeless);
        } else if (ResourceCheck.isOurs(content)) {
            addOurs(document, candidates);
        } else {
            Foreign manifest = new Foreign(document);
            if (isFirst(manifest.identity(), document)) {
                foreign.add(manifest);
            }
        }
    }

    private void addOurs(Document document, List<Candidate> candidates) {
        List<Violation> unknown = ResourceCheck.unknown(document.content());
        Optional<ResourceKind> kind =
                ResourceKind.named(document.content().path("kind").asText());
        if (!unknown.isEmpty() || kind.isEmpty()) {
            report(document, unknown);
            return;
        }
        candidates.add(new Candidate(document, kind.get()));
    }

    /** The costly part, which depends on nothing but the document. */
    private Understood understood(Candidate candidate) {
        Checked checked = check.check(candidate.kind(), candidate.document().content());
        ObjectIdentity identity = ObjectIdentity.of(checked.completed());
        return new Understood(
                candidate,
                identity,
                identity.name().isEmpty() ? new Reading.Invalid<>(checked.violations()) : MeaningReader.read(checked));
    }

    private void take(Understood understood) {
        Document document = understood.candidate().document();
        ObjectIdentity identity = understood.identity();
        boolean first = isFirst(identity, document);
        switch (understood.reading()) {
            case Reading.Read<Meaning>(Meaning meaning)
            when first -> declared.add(new Declared(understood.candidate().kind(), identity, document, meaning));
            case Reading.Read<Meaning> duplicate -> {}
            case Reading.Invalid<Meaning>(List<Violation> violations) -> {
                report(document, violations);
                broken.add(identity);
            }
        }
    }

    private boolean isFirst(ObjectIdentity identity, Document document) {
        Document first = identity.name().isEmpty() ? null : seen.putIfAbsent(identity, document);
        if (first != null) {
            String message = "must be the only " + identity + ", which is also at " + first.source() + ":"
                    + first.place().position();
            report(document, List.of(new Violation("metadata.name", message, "remove or rename one of them")));
        }
        return first == null;
    }

    private static List<Violation> shape(JsonNode content) {
        if (!content.isObject()) {
            return List.of(new Violation("", "must be a Kubernetes object, was not", "begin with apiVersion and kind"));
        }
        return List.of("apiVersion", "kind").stream()
                .filter(field -> content.path(field).asText().isEmpty())
                .map(field -> new Violation(
                        field,
                        "must be given, was missing",
                        "only Kubernetes objects can be read; move other files away"))
                .toList();
    }

    /** {@code kind: List}, unless nothing in it is ours: then it is left alone as a whole. */
    private static boolean isListToUnroll(JsonNode content) {
        JsonNode items = content.path("items");
        if (!content.path("kind").asText().endsWith("List") || !items.isArray()) {
            return false;
        }
        for (JsonNode item : items) {
            if (ResourceCheck.isOurs(item)) {
                return true;
            }
        }
        return ResourceCheck.isOurs(content);
    }

    private void report(Document document, List<Violation> violations) {
        violations.stream().map(document::locate).forEach(faults::add);
    }
}
