package dev.signalbox.freeze;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.api.v1alpha1.FreezeGateSpec.Revision;
import dev.signalbox.api.v1alpha1.FreezeGateSpec.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What workloads may run while their gate is closed: what they ran before. */
final class KnownRevisions {
    /** Of one workload. */
    static final int MOST = 5;

    /** They may be known in two forms. */
    private static final int FORMS = 2 * MOST;

    /** Of all workloads of a gate, in characters of JSON: well below what the API server stores, and quick to compare. */
    static final int LONGEST = 200 * 1024;

    /** Of a gate. */
    private static final int MOST_WORKLOADS = 100;

    private KnownRevisions() {}

    /**
     * What was known stays known, also of a workload that is gone: who creates it again meets the gate.
     *
     * @param known as the gate has it
     * @param live as it is now; what is new among it may become what it is
     */
    static List<Workload> of(Collection<Workload> known, Collection<LiveWorkload> live) {
        Stream<Workload> added = live.stream()
                .filter(workload -> known.stream().noneMatch(there -> isThat(there, workload)))
                .map(KnownRevisions::workload);
        return shortened(Stream.concat(known.stream(), added)
                .sorted(Comparator.comparing(Workload::kind).thenComparing(Workload::name))
                .limit(MOST_WORKLOADS)
                .toList());
    }

    static boolean isThat(Workload there, LiveWorkload workload) {
        return there.kind().equals(workload.kind()) && there.name().equals(workload.name());
    }

    /** How many revisions are known by their images alone. */
    static long byImages(Collection<Workload> workloads) {
        return workloads.stream()
                .flatMap(workload -> workload.revisions().stream())
                .filter(revision -> revision.spec() == null)
                .count();
    }

    private static Workload workload(LiveWorkload live) {
        return new Workload(
                live.kind(),
                live.name(),
                specs(live).map(spec -> new Revision(images(spec), spec)).toList());
    }

    /** Each as it was written, and completed where that is another. */
    private static Stream<JsonNode> specs(LiveWorkload live) {
        Optional<WrittenForm> form = live.ran().stream()
                .findFirst()
                .map(newest -> new WrittenForm(live.runs(), newest))
                .filter(WrittenForm::isKnown);
        return form.map(known -> live.ran().stream()
                        .distinct()
                        .limit(MOST)
                        .flatMap(spec -> Stream.of(known.of(spec), spec))
                        .distinct())
                .orElseGet(() -> Stream.concat(Stream.of(live.runs()), live.ran().stream())
                        .distinct()
                        .limit(MOST));
    }

    static List<String> images(JsonNode spec) {
        return StreamSupport.stream(spec.path("containers").spliterator(), false)
                .map(container -> container.path("image").asText())
                .toList();
    }

    /** The newest of each workload come first, so that it is the oldest that are known by their images alone. */
    private static List<Workload> shortened(List<Workload> workloads) {
        List<List<Revision>> kept =
                workloads.stream().<List<Revision>>map(_ -> new ArrayList<>()).toList();
        int length = 0;
        for (int age = 0; age < FORMS; age++) {
            for (int i = 0; i < workloads.size(); i++) {
                List<Revision> revisions = workloads.get(i).revisions();
                if (age < revisions.size()) {
                    Revision revision = revisions.get(age);
                    int more = revision.spec() == null
                            ? 0
                            : revision.spec().toString().length();
                    boolean fits = length + more <= LONGEST;
                    length += fits ? more : 0;
                    Revision known = fits ? revision : new Revision(revision.images(), null);
                    if (!kept.get(i).contains(known)) {
                        kept.get(i).add(known);
                    }
                }
            }
        }
        List<Workload> shortened = new ArrayList<>();
        for (int i = 0; i < workloads.size(); i++) {
            shortened.add(new Workload(workloads.get(i).kind(), workloads.get(i).name(), List.copyOf(kept.get(i))));
        }
        return List.copyOf(shortened);
    }
}
