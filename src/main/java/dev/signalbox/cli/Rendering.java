package dev.signalbox.cli;

import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Compilation.Blocked;
import dev.signalbox.compile.Compilation.Compiled;
import dev.signalbox.compile.Compilation.Rejected;
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
    private final List<CompiledSlo> compiled = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<Fault> faults;
    private final Map<String, Integer> unwritten = new TreeMap<>();

    /**
     * What became of a batch.
     *
     * @param manifests by namespace, name and kind
     * @param compiled its SLOs, in their order
     * @param notes what its author should know although it works
     * @param unwritten how many resources there are of each kind for which nothing is written yet
     * @param faults everything that is wrong with it, those of the batch included
     */
    record Outcome(
            List<Manifest> manifests,
            List<CompiledSlo> compiled,
            List<Note> notes,
            Map<String, Integer> unwritten,
            List<Fault> faults) {}

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
        Parallel.map(batch.declared(), rendering::compile).forEach(rendering::take);
        return new Outcome(
                rendering.manifests.stream().sorted().toList(),
                rendering.compiled,
                rendering.notes.stream().sorted().toList(),
                rendering.unwritten,
                rendering.faults.stream().sorted().toList());
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

    /** What became of one resource, as pure as it is costly; empty for a kind of which nothing is written. */
    private record Compiling(Declared resource, Optional<Compilation> compilation, List<Manifest> manifests) {}

    private Compiling compile(Declared resource) {
        Optional<Compilation> compilation = (resource.meaning() instanceof Meaning.Objective(var slo)
                        ? Optional.of(SloCompiler.compile(slo, facts))
                        : Optional.ofNullable(telemetry.get(resource)))
                .map(compiled -> dashboards.beside(compiled, resource.meaning()));
        return new Compiling(
                resource,
                compilation,
                compilation.orElse(null) instanceof Compiled(List<HasMetadata> objects, var _)
                        ? objects.stream()
                                .map(object -> manifest(resource, object))
                                .toList()
                        : List.of());
    }

    private static Manifest manifest(Declared resource, HasMetadata object) {
        return new Manifest(ObjectIdentity.of(object), ManifestYaml.of(object), resource.document());
    }

    private void take(Compiling compiling) {
        Declared resource = compiling.resource();
        if (compiling.compilation().isEmpty()) {
            unwritten.merge(resource.kind().kind(), 1, Integer::sum);
            return;
        }
        switch (compiling.compilation().get()) {
            case Compiled rules -> add(resource, rules, compiling.manifests());
            case Rejected(List<Violation> violations) -> violations.forEach(violation -> fault(resource, violation));
            case Blocked(Prerequisite missing) -> block(resource, missing);
        }
    }

    private void add(Declared resource, Compiled rules, List<Manifest> made) {
        if (resource.meaning() instanceof Meaning.Objective(var slo)) {
            compiled.add(new CompiledSlo(slo, rules));
        }
        for (Manifest manifest : made) {
            Document other = origins.putIfAbsent(manifest.identity(), resource.document());
            if (other == null) {
                manifests.add(manifest);
            } else {
                fault(resource, madeTwice(manifest.identity(), other));
            }
        }
        rules.notices()
                .forEach(notice -> notes.add(Note.at(
                        resource.document(), resource.identity() + ": " + notice.reason() + ": " + notice.message())));
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
