package dev.signalbox.interchange.openslo;

import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.interchange.source.Draft;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.interchange.source.Imported;
import dev.signalbox.interchange.source.Note;
import dev.signalbox.interchange.source.Remarks;
import java.util.ArrayList;
import java.util.List;

/** Reads all OpenSLO objects of a run, which may refer to each other. */
public final class OpenSloImport {
    private static final List<String> GROUPS = List.of("openslo/", "openslo.com/");
    private static final List<String> VERSIONS = List.of("openslo/v1", "openslo/v1alpha");

    private OpenSloImport() {}

    /** Whether a document is of this project. */
    public static boolean isOne(Document document) {
        String version = document.content().path("apiVersion").asText();
        return GROUPS.stream().anyMatch(version::startsWith);
    }

    /** What became of documents of this project. */
    public static Imported read(List<Document> documents) {
        Remarks ofRun = new Remarks();
        List<Field> roots =
                documents.stream().map(document -> Field.root(document, ofRun)).toList();
        Library library = new Library(
                roots.stream().filter(root -> !Library.kind(root).equals("SLO")).toList());
        List<Draft> drafts = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        for (Field root : roots) {
            if (Library.kind(root).equals("SLO")) {
                Imported slo = new SloReader(root, library).read();
                drafts.addAll(slo.drafts());
                faults.addAll(slo.faults());
                notes.addAll(slo.notes());
            }
        }
        library.noteTheRest();
        faults.addAll(ofRun.faults());
        notes.addAll(ofRun.notes());
        return new Imported(drafts, notes, faults);
    }

    /** Whether this form of the specification was looked at. */
    static boolean isKnown(String version) {
        return VERSIONS.contains(version);
    }
}
