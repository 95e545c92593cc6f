package dev.signalbox.chart.olm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the chart installs with its defaults, from {@code manifests/base}, which is held to the chart.
 *
 * @param all but what belongs to a certificate that the operator makes: another makes it here
 */
record InstalledObjects(List<JsonNode> all) {
    private static final Path BASE = Path.of("manifests/base");
    private static final Set<String> OF_ITS_OWN_CERTIFICATE = Set.of("rbac-webhook.yaml", "kustomization.yaml");

    static InstalledObjects read() {
        try (Stream<Path> files = Files.list(BASE)) {
            return new InstalledObjects(files.filter(file ->
                            !OF_ITS_OWN_CERTIFICATE.contains(file.getFileName().toString()))
                    .sorted()
                    .flatMap(file -> Yaml.read(file).stream())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode only(String kind) {
        List<JsonNode> found = of(kind).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " of " + kind);
        }
        return found.getFirst();
    }

    Stream<JsonNode> of(String kind) {
        return all.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    /** Rules of all roles that the operator is bound to in the whole cluster. */
    Stream<JsonNode> rulesOfTheOperator() {
        Set<String> bound = rolesOfTheOperator();
        return of("ClusterRole")
                .filter(role -> bound.contains(name(role)))
                .flatMap(role -> StreamSupport.stream(role.get("rules").spliterator(), false));
    }

    /** Roles that the operator binds to others, or that people do. */
    Stream<JsonNode> rolesOfOthers() {
        Set<String> bound = rolesOfTheOperator();
        return of("ClusterRole").filter(role -> !bound.contains(name(role)));
    }

    private Set<String> rolesOfTheOperator() {
        return of("ClusterRoleBinding")
                .map(binding -> binding.at("/roleRef/name").asText())
                .collect(Collectors.toSet());
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
