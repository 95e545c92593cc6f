package dev.signalbox.cli;

import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Compilation.Blocked;
import dev.signalbox.compile.Compilation.Compiled;
import dev.signalbox.compile.Compilation.Rejected;
import dev.signalbox.compile.Notice;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.compile.slo.SloCompiler;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.intake.batch.Batch;
import dev.signalbox.intake.batch.BatchFacts;
import dev.signalbox.intake.batch.Declared;
import dev.signalbox.intake.batch.Foreign;
import dev.signalbox.intake.batch.Meaning;
import dev.signalbox.intake.batch.ObjectIdentity;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.intake.document.Parallel;
import dev.signalbox.intake.schema.ResourceKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compiles a whole batch; the same batch in any order gives the same manifests. */
final class Rendering {
    private final Batch batch;
    private final ClusterFacts facts;
    private final Map<Declared, Compilation> telemetry;
    private final DashboardRendering dashboards;
    private final List<Manifest> manifests = new ArrayList<>();
    private final Map<ObjectIdentity, Document> origins = new HashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<Fault> faults;
    private final Map<String, Integer> unwritten = new TreeMap<>();

    /**
     * What became of a batch.
     *
     * @param manifests by namespace, name and kind
     * @param notes what its author should know although it works
     * @param unwritten how many resources there are of each kind for which nothing is written yet
     * @param faults everything that is wrong with it, those of the batch included
     */
    record Outcome(List<Manifest> manifests, List<Note> notes, Map<String, Integer> unwritten, List<Fault> faults) {}

    /**
     * An SLO and what it became.
     *
     * @param slo what it means
     * @param rules its manifests
     */
    record CompiledSlo(Slo slo, Compiled rules) {}

    private Rendering(Batch batch, ClusterFacts known) {
        this.batch = batch;
        this.facts = BatchFacts.over(known, batch);
        this.telemetry = TelemetryRendering.of(batch, facts);
        this.dashboards = new DashboardRendering(facts);
        this.faults = new ArrayList<>(batch.faults());
    }

    static Outcome of(Batch batch, ClusterFacts known) {
        Rendering rendering = new Rendering(batch, known);
        batch.foreign().forEach(rendering::passThrough);
        Parallel.map(batch.declared(), rendering::make).forEach(rendering::take);
        return new Outcome(
                rendering.manifests.stream().sorted().toList(),
                rendering.notes.stream().sorted().toList(),
                rendering.unwritten,
                rendering.faults.stream().sorted().toList());
    }

    /** The SLOs of a batch without faults, with what they become; those without what they need are left out. */
    static List<CompiledSlo> slos(Batch batch, ClusterFacts known) {
        ClusterFacts facts = BatchFacts.over(known, batch);
        List<CompiledSlo> compiled = new ArrayList<>();
        for (Declared resource : batch.declared()) {
            if (resource.meaning() instanceof Meaning.Objective(var slo)
                    && SloCompiler.compile(slo, facts) instanceof Compiled rules) {
                compiled.add(new CompiledSlo(slo, rules));
            }
        }
        return compiled;
    }

    /** The pages for whoever is alerted, of all SLOs of a batch without faults. */
    static Map<ResourceName, String> runbooks(Batch batch, ClusterFacts known) {
        ClusterFacts facts = BatchFacts.over(known, batch);
        Map<ResourceName, String> pages = new TreeMap<>();
        for (Declared resource : batch.declared()) {
            if (resource.meaning() instanceof Meaning.Objective(var slo)) {
                SloCompiler.runbook(slo, facts).ifPresent(page -> pages.put(slo.name(), page));
            }
        }
        return pages;
    }

    /** Documents for others than the cluster, of a batch without faults, by namespace and file name. */
    static Map<ResourceName, String> documents(Batch batch, ClusterFacts known) {
        return TelemetryRendering.documents(batch, BatchFacts.over(known, batch));
    }

    /** Dashboards for whoever brings them into Grafana by himself, of a batch without faults, by their uids. */
    static Map<String, String> dashboards(Batch batch, ClusterFacts known) {
        DashboardRendering rendering = new DashboardRendering(BatchFacts.over(known, batch));
        Map<String, String> files = new TreeMap<>();
        batch.declared().forEach(resource -> files.putAll(rendering.files(resource.meaning())));
        return files;
    }

    private void passThrough(Foreign foreign) {
        Document document = foreign.document();
        String yaml = document.text().isEmpty() ? ManifestYaml.print(document.content()) : document.text();
        manifests.add(new Manifest(foreign.identity(), yaml.endsWith("\n") ? yaml : yaml + "\n", document));
        origins.put(foreign.identity(), document);
        notes.add(Note.at(document, foreign.identity() + ": not ours, passed through"));
    }

    /** What became of one resource. */
    private sealed interface Made {
        /** Text, and what is told of it: the objects that were written are as large again, and nobody asks for them. */
        record Written(List<Manifest> manifests, List<Notice> notices) implements Made {}

        /** Nothing that could be written; without a reason for a kind of which nothing is. */
        record Unwritten(Optional<Compilation> reason) implements Made {}
    }

    private record Making(Declared resource, Made made) {}

    /** As pure as it is costly. */
    private Making make(Declared resource) {
        Optional<Compilation> compilation = (resource.meaning() instanceof Meaning.Objective(var slo)
                        ? Optional.of(SloCompiler.compile(slo, facts))
                        : Optional.ofNullable(telemetry.get(resource)))
                .map(made -> dashboards.beside(made, resource.meaning()));
        return new Making(
                resource,
                compilation.orElse(null) instanceof Compiled(List<HasMetadata> objects, List<Notice> notices)
                        ? new Made.Written(manifests(resource, objects), notices)
                        : new Made.Unwritten(compilation));
    }

    private static List<Manifest> manifests(Declared resource, List<HasMetadata> objects) {
        return objects.stream().map(object -> manifest(resource, object)).toList();
    }

    private static Manifest manifest(Declared resource, HasMetadata object) {
        return new Manifest(ObjectIdentity.of(object), ManifestYaml.of(object), resource.document());
    }

    private void take(Making making) {
        Declared resource = making.resource();
        switch (making.made()) {
            case Made.Written(List<Manifest> written, List<Notice> notices) -> {
                written.forEach(manifest -> add(resource, manifest));
                notices.forEach(notice -> note(resource, notice));
            }
            case Made.Unwritten(Optional<Compilation> reason) ->
                reason.ifPresentOrElse(
                        why -> tell(resource, why),
                        () -> unwritten.merge(resource.kind().kind(), 1, Integer::sum));
        }
    }

    private void tell(Declared resource, Compilation why) {
        switch (why) {
            case Compiled _ -> {}
            case Rejected(List<Violation> violations) -> violations.forEach(violation -> fault(resource, violation));
            case Blocked(Prerequisite missing) -> block(resource, missing);
        }
    }

    private void add(Declared resource, Manifest manifest) {
        Document other = origins.putIfAbsent(manifest.identity(), resource.document());
        if (other == null) {
            manifests.add(manifest);
        } else {
            fault(resource, madeTwice(manifest.identity(), other));
        }
    }

    private void note(Declared resource, Notice notice) {
        notes.add(Note.at(resource.document(), resource.identity() + ": " + notice.reason() + ": " + notice.message()));
    }

    private static Violation madeTwice(ObjectIdentity identity, Document other) {
        return new Violation(
                "metadata.name",
                "must not become " + identity + ", which is at " + other.source() + ":"
                        + other.place().position() + " already",
                "rename or remove one of them");
    }

    private void block(Declared resource, Prerequisite missing) {
        switch (missing) {
            case Prerequisite.Kind(ServedKind kind) ->
                notes.add(Note.at(
                        resource.document(), resource.identity() + ": left out, the cluster does not serve " + kind));
            case Prerequisite.Support support -> fault(resource, new Violation("", support.message(), ""));
            case Prerequisite.Reference reference -> {
                ObjectIdentity target = new ObjectIdentity(
                        ResourceKind.GROUP,
                        reference.kind(),
                        reference.resource().namespace(),
                        reference.resource().name());
                // It is there, only broken, which has been told.
                if (!batch.broken().contains(target)) {
                    fault(resource, reference.violation());
                }
            }
        }
    }

    private void fault(Declared resource, Violation violation) {
        faults.add(resource.document().locate(violation));
    }
}
