package dev.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.guardrails.Namespace;
import dev.signalbox.intake.batch.Batch;
import dev.signalbox.intake.batch.BatchReader;
import dev.signalbox.intake.batch.Foreign;
import dev.signalbox.intake.batch.Meaning;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.intake.document.Position;
import dev.signalbox.model.policy.Policy;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** By which policies resources are judged, and as on which day. */
final class PolicyOptions {
    @Option(
            names = "--policies",
            paramLabel = "FILE|DIR",
            description = {
                "Apply the ObservabilityPolicies in these files to the resources, and those among the resources, as the "
                        + "cluster would. Policies select namespaces by the labels of Namespace documents, here or among "
                        + "the resources; a namespace without one has the label kubernetes.io/metadata.name alone."
            })
    private List<String> paths = List.of();

    @Option(
            names = "--on",
            paramLabel = "DAY",
            description = "Judge exceptions as on this day, e.g. 2027-03-31; default: today in UTC.")
    private LocalDate day;

    /**
     * What resources are judged by.
     *
     * @param policies by name
     * @param namespaces of which there is a document, by name
     * @param today on which exceptions are judged
     * @param faults in the files of the policies
     */
    record Terms(Map<String, Policy> policies, Map<String, Namespace> namespaces, LocalDate today, List<Fault> faults) {

        /** Facts in which namespaces of the resources are confined as the policies say, beside those that are anyway. */
        ClusterFacts over(ClusterFacts known, Batch resources) {
            Map<String, Optional<String>> confined = new TreeMap<>(known.confinedNamespaces());
            resources.declared().stream()
                    .map(resource -> resource.identity().namespace())
                    .filter(namespace -> !namespace.isEmpty())
                    .distinct()
                    .forEach(namespace ->
                            confining(namespace).ifPresent(policy -> confined.put(namespace, Optional.of(policy))));
            return known.withConfined(confined);
        }

        /** The first by name. */
        private Optional<String> confining(String namespace) {
            return policies.values().stream()
                    .filter(policy ->
                            policy.confines(namespace, namespace(namespace).labels(), today))
                    .map(Policy::name)
                    .findFirst();
        }

        /** With its labels, as far as they are known. */
        Namespace namespace(String name) {
            return Optional.ofNullable(namespaces.get(name)).orElseGet(() -> Namespace.named(name));
        }
    }

    /** @param resources that are judged, of which some may be policies */
    Terms read(Batch resources, InputStream standardInput) {
        Batch named = named(standardInput);
        // What is handed in twice counts as it is in the files of policies: those of the cluster, as the caller says.
        List<Batch> both = List.of(resources, named);
        Map<String, Policy> policies = new TreeMap<>();
        both.forEach(batch -> policies(batch).forEach(policy -> policies.put(policy.name(), policy)));
        List<Fault> faults = new ArrayList<>(named.faults());
        if (!paths.isEmpty() && faults.isEmpty() && policies(named).findAny().isEmpty()) {
            faults.add(Fault.ofText(
                    String.join(", ", paths),
                    Position.START,
                    "must hold at least one ObservabilityPolicy, held none",
                    "check --policies"));
        }
        return new Terms(
                policies,
                both.stream()
                        .flatMap(batch -> batch.foreign().stream())
                        .filter(PolicyOptions::isNamespace)
                        .map(PolicyOptions::namespace)
                        .collect(Collectors.toMap(Namespace::name, namespace -> namespace, (_, last) -> last)),
                Optional.ofNullable(day).orElseGet(() -> LocalDate.now(ZoneOffset.UTC)),
                faults);
    }

    private Batch named(InputStream standardInput) {
        InputFiles files = InputFiles.find(paths, standardInput);
        BatchReader reader = new BatchReader("");
        files.files().forEach(file -> reader.read(file.name(), file.bytes()));
        return reader.batch().withMore(files.faults());
    }

    private static Stream<Policy> policies(Batch batch) {
        return batch.declared().stream()
                .flatMap(resource -> resource.meaning() instanceof Meaning.Guardrail(var policy)
                        ? Stream.of(policy)
                        : Stream.empty());
    }

    private static boolean isNamespace(Foreign foreign) {
        return foreign.identity().kind().equals("Namespace")
                && foreign.identity().group().isEmpty();
    }

    private static Namespace namespace(Foreign foreign) {
        JsonNode metadata = foreign.document().content().path("metadata");
        Map<String, String> labels = new TreeMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new Namespace(foreign.identity().name(), labels);
    }
}
