package dev.signalbox.chart.olm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the bundle, each by its path in it. */
final class OlmBundle {
    static final Path DIRECTORY = Path.of("manifests/olm");
    private static final Path WRITTEN = Path.of("src/test/resources/olm/clusterserviceversion.yaml");
    private static final String HEADER = """
            # Generated from manifests/base, crds and examples. After a change there:
            # ./mvnw test -Dgolden.update=true -Dtest=OlmBundleTest
            """;
    private static final String LABEL = "operators.operatorframework.io.bundle.";
    private static final Map<String, String> LABELS = new TreeMap<>(Map.of(
            LABEL + "mediatype.v1", "registry+v1",
            LABEL + "manifests.v1", "manifests/",
            LABEL + "metadata.v1", "metadata/",
            LABEL + "package.v1", "signalbox",
            LABEL + "channels.v1", "candidate",
            LABEL + "channel.default.v1", "candidate"));
    private static final List<String> EXAMPLES = List.of(
            "examples/observabilitystack/minimal.yaml",
            "examples/serviceobservability/minimal.yaml",
            "examples/slo/minimal.yaml",
            "examples/samplingpolicy/minimal.yaml",
            "examples/observabilitypolicy/minimal.yaml");

    private OlmBundle() {}

    static Map<String, String> files() {
        InstalledObjects installed = InstalledObjects.read();
        JsonNode chart = Yaml.read(Path.of("helm-chart/Chart.yaml")).getFirst();
        ArrayNode examples = JsonNodeFactory.instance.arrayNode();
        EXAMPLES.forEach(file -> examples.addAll(Yaml.read(Path.of(file))));

        Map<String, String> files = new TreeMap<>();
        files.put(
                "manifests/signalbox.clusterserviceversion.yaml",
                HEADER
                        + Yaml.write(new ClusterServiceVersion(
                                        installed, Yaml.read(WRITTEN).getFirst())
                                .of(
                                        chart,
                                        definitions()
                                                .map(file -> Yaml.read(file).getFirst()),
                                        examples)));
        definitions().forEach(file -> files.put("manifests/" + file.getFileName(), content(file)));
        Stream.concat(installed.rolesOfOthers(), installed.of("Service").filter(OlmBundle::isNotTheWebhooks))
                .forEach(object -> files.put(
                        "manifests/%s.%s.yaml"
                                .formatted(
                                        InstalledObjects.name(object),
                                        object.path("kind").asText().toLowerCase(Locale.ROOT)),
                        HEADER + Yaml.write(withoutNamespace(object))));
        files.put("metadata/annotations.yaml", HEADER + annotations());
        files.put("bundle.Dockerfile", HEADER + dockerfile());
        return files;
    }

    private static Stream<Path> definitions() {
        try (Stream<Path> files = Files.list(Path.of("crds"))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Operator Lifecycle Manager makes that one. */
    private static boolean isNotTheWebhooks(JsonNode service) {
        return !InstalledObjects.name(service).equals("signalbox-webhook");
    }

    /** It is whichever the operator is installed in. */
    private static JsonNode withoutNamespace(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        ((ObjectNode) copy.get("metadata")).remove("namespace");
        return copy;
    }

    private static String annotations() {
        return LABELS.entrySet().stream()
                .map(label -> "  " + label.getKey() + ": " + label.getValue())
                .collect(Collectors.joining("\n", "annotations:\n", "\n"));
    }

    private static String dockerfile() {
        return LABELS.entrySet().stream()
                .map(label -> "LABEL " + label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(
                        "\n", "FROM scratch\n", "\nCOPY manifests /manifests/\nCOPY metadata /metadata/\n"));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
