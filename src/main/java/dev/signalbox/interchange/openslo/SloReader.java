package dev.signalbox.interchange.openslo;

import dev.signalbox.intake.document.Fault;
import dev.signalbox.interchange.source.Draft;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.interchange.source.Imported;
import dev.signalbox.interchange.source.Remarks;
import java.util.ArrayList;
import java.util.List;

/** Reads one SLO: each of its objectives is one of ours. */
final class SloReader {
    private SloReader() {}

    static Imported read(Field document, Library library) {
        Remarks remarks = new Remarks();
        Field root = document.in(remarks);
        List<Field> objectives = root.at("spec").at("objectives").items();
        if (objectives.isEmpty()) {
            root.at("spec").at("objectives").fault("must have an objective, had none", "write objectives with target");
        }
        List<Draft> drafts = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < objectives.size(); i++) {
            Remarks ofObjective = new Remarks();
            new ObjectiveReader(document, i, objectives.size(), library, ofObjective)
                    .read()
                    .ifPresent(drafts::add);
            faults.addAll(ofObjective.faults());
        }
        if (!drafts.isEmpty()) {
            root.noteUnread();
        }
        faults.addAll(remarks.faults());
        List<Draft> complete = drafts.stream()
                .map(draft -> draft.withMoreNotes(remarks.notes()))
                .toList();
        return new Imported(complete, List.of(), faults);
    }
}
