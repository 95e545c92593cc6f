package dev.signalbox.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.intake.document.Place;
import dev.signalbox.interchange.resource.ObjectNames;
import dev.signalbox.interchange.source.Draft;
import dev.signalbox.interchange.source.Imported;
import dev.signalbox.interchange.source.Note;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What became of the documents of a project. The same documents in any order give the same.
 *
 * @param slos what could be carried over, by namespace and name
 * @param notes that are about none of them
 * @param faults why the rest could not be
 */
public record Import(List<ImportedSlo> slos, List<Note> notes, List<Fault> faults) {

    /**
     * Reads documents.
     *
     * @param namespace of SLOs whose source names none; empty for none
     * @param documents of this project and of others, which are noted and left alone
     */
    public static Import read(ImportFormat format, String namespace, List<Document> documents) {
        List<Document> ordered = documents.stream()
                .flatMap(Import::unrolled)
                .sorted(Comparator.comparing(Document::source)
                        .thenComparing(document -> document.place().position().line())
                        .thenComparing(document -> document.place().position().column()))
                .toList();
        Imported imported = format.read(ordered.stream().filter(format::isOne).toList());
        List<Note> notes = new ArrayList<>(imported.notes());
        ordered.stream()
                .filter(document -> !format.isOne(document))
                .map(document -> new Note(
                        document.source(),
                        document.place().position(),
                        "",
                        "is not " + format.project() + "'s, left out: " + subject(document)))
                .forEach(notes::add);
        List<Fault> faults = new ArrayList<>(imported.faults());
        List<ImportedSlo> slos = ResultCheck.valid(named(imported.drafts(), namespace), faults);
        return new Import(
                slos,
                notes.stream().sorted().distinct().toList(),
                faults.stream().sorted().distinct().toList());
    }

    /** A list of objects, be it of Kubernetes' kind or a plain one, stands for its items. */
    private static Stream<Document> unrolled(Document document) {
        JsonNode content = document.content();
        if (document.place() instanceof Place.Sequence list) {
            return IntStream.range(0, content.size())
                    .mapToObj(index -> new Document(
                            document.source(),
                            "",
                            content.get(index),
                            list.items().get(index)));
        }
        boolean list = content.path("kind").asText().endsWith("List")
                && content.path("items").isArray();
        return list
                ? IntStream.range(0, content.path("items").size()).mapToObj(index -> document.item("items", index))
                : Stream.of(document);
    }

    private static String subject(Document document) {
        String subject = (document.content().path("kind").asText() + " "
                        + document.content().path("metadata").path("name").asText())
                .strip();
        return subject.isEmpty() ? "a document without a kind" : subject;
    }

    private static List<ImportedSlo> named(List<Draft> drafts, String namespace) {
        ObjectNames names = new ObjectNames();
        List<ImportedSlo> slos = new ArrayList<>();
        for (Draft draft : drafts) {
            String place = draft.namespace().isEmpty() ? namespace : draft.namespace();
            String name = names.unique(place.isEmpty() ? ResultCheck.NAMESPACE : place, draft.name());
            List<Note> notes = new ArrayList<>(draft.notes());
            if (!name.equals(ObjectNames.of(draft.name()))) {
                notes.add(draft.origin().noted("became " + name + ", as another has its name"));
            }
            SLO slo = new SLO();
            slo.setMetadata(metadata(draft, name, place));
            slo.setSpec(draft.spec());
            slos.add(new ImportedSlo(slo, draft.origin(), notes));
        }
        return slos.stream().sorted().toList();
    }

    private static ObjectMeta metadata(Draft draft, String name, String namespace) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace.isEmpty() ? null : namespace)
                .withLabels(draft.labels().isEmpty() ? null : draft.labels())
                .build();
    }
}
