package dev.signalbox.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.intake.schema.ResourceKind;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Takes objects into an archive, a file for each kind. */
final class ObjectFiles {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Only that much is said of Secrets by the API server: nobody gets their content, or reads it. */
    private static final String AS_TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

    private final ApiReader api;
    private final Archive archive;
    private final String operators;

    /** Namespaces that are looked into by whoever may not look into all. */
    private final Set<String> known = new LinkedHashSet<>();

    private final Map<String, List<JsonNode>> taken = new HashMap<>();

    /**
     * @param operators namespace of the operator
     * @param own namespace of whoever asks; may be none
     */
    ObjectFiles(ApiReader api, Archive archive, String operators, Optional<String> own) {
        this.api = api;
        this.archive = archive;
        this.operators = operators;
        known.add(operators);
        own.ifPresent(known::add);
    }

    /** The stack comes first: it says where collectors are. */
    void take() {
        Comparator<Taking> clusterFirst = Comparator.comparing(Taking::where);
        Taking.ALL.stream().sorted(clusterFirst).forEach(this::take);
        secrets();
    }

    /** Objects as they are in the cluster: of what was taken into that file. */
    List<JsonNode> taken(String file) {
        return taken.getOrDefault(file, List.of());
    }

    private void take(Taking taking) {
        Found found = find(taking);
        List<JsonNode> items = found.items().stream()
                .filter(item -> isMeant(taking.which(), item))
                .sorted(Comparator.comparing(ObjectFiles::identity))
                .toList();
        taken.put(taking.file(), items);
        if (taking.plural().equals("observabilitystacks")) {
            items.stream()
                    .map(stack -> stack.at("/spec/namespace").asText())
                    .filter(namespace -> !namespace.isEmpty())
                    .forEach(known::add);
        }
        String words = String.join("; ", found.words());
        if (items.isEmpty()) {
            archive.missing(taking.file(), words.isEmpty() ? "there are none" : words);
        } else {
            archive.add(
                    taking.file(),
                    ManifestYaml.print(list(items)),
                    "objects: " + items.size() + (words.isEmpty() ? "" : "; " + words));
        }
    }

    /**
     * Objects of one kind.
     *
     * @param words what is said about what is missing
     */
    private record Found(List<JsonNode> items, Set<String> words) {
        static Found of(ApiReader.Listing listing) {
            return switch (listing) {
                case ApiReader.Listing.Refused(int _, String why) -> new Found(List.of(), Set.of(why));
                case ApiReader.Listing.Read(var items, boolean isCut) ->
                    new Found(items, isCut ? Set.of("there are more") : Set.of());
            };
        }

        Found and(Found other) {
            Set<String> all = new LinkedHashSet<>(words);
            all.addAll(other.words);
            return new Found(Stream.concat(items.stream(), other.items.stream()).toList(), all);
        }
    }

    private Found find(Taking taking) {
        return switch (taking.where()) {
            case CLUSTER -> Found.of(list(taking, ""));
            case OPERATOR -> Found.of(list(taking, operators));
            case EVERYWHERE -> everywhere(taking);
        };
    }

    /** Whoever may not list a kind everywhere may do so in some namespace. */
    private Found everywhere(Taking taking) {
        ApiReader.Listing all = list(taking, "");
        if (!(all instanceof ApiReader.Listing.Refused(int code, String why))
                || code != HttpURLConnection.HTTP_FORBIDDEN) {
            return Found.of(all);
        }
        Found found =
                new Found(List.of(), Set.of("only in the namespaces " + String.join(", ", known) + ", as " + why));
        for (String namespace : known) {
            found = found.and(Found.of(list(taking, namespace)));
        }
        return found;
    }

    private ApiReader.Listing list(Taking taking, String namespace) {
        return api.list(taking.path(namespace), taking.which().query());
    }

    private static boolean isMeant(Taking.Which which, JsonNode item) {
        String name = item.at("/metadata/name").asText();
        return switch (which) {
            case ALL, OPERATORS, MADE, TOLD -> true;
            case NAMED -> name.startsWith("signalbox") || name.endsWith(ResourceKind.GROUP);
        };
    }

    private static JsonNode list(List<JsonNode> items) {
        ObjectNode list = NODES.objectNode().put("apiVersion", "v1").put("kind", "List");
        list.putArray("items")
                .addAll(items.stream()
                        .map(ObjectFiles::withoutSchema)
                        .map(RedactedTree::of)
                        .toList());
        return list;
    }

    /** Of a CRD the schema is known from its version, and longer than all the rest. */
    private static JsonNode withoutSchema(JsonNode item) {
        JsonNode copy = item.deepCopy();
        copy.at("/spec/versions").forEach(version -> {
            if (version instanceof ObjectNode named) {
                named.remove(List.of("schema", "additionalPrinterColumns"));
            }
        });
        return copy;
    }

    private static String identity(JsonNode item) {
        return item.at("/metadata/namespace").asText() + "/"
                + item.at("/metadata/name").asText();
    }

    private void secrets() {
        String file = "operator/secrets.txt";
        StringBuilder lines = new StringBuilder();
        for (String namespace : known) {
            String path = "/api/v1/namespaces/" + namespace + "/secrets?includeObject=None&limit=500";
            switch (api.get(path, AS_TABLE)) {
                case ApiReader.Answer.Refused(int _, String why) ->
                    lines.append(namespace)
                            .append(": ")
                            .append(RedactedText.of(why))
                            .append('\n');
                case ApiReader.Answer.Body body ->
                    ApiReader.tree(body).path("rows").forEach(row -> lines.append(namespace)
                            .append('/')
                            .append(row.at("/cells/0").asText())
                            .append("  ")
                            .append(row.at("/cells/1").asText())
                            .append("  keys: ")
                            .append(row.at("/cells/2").asText())
                            .append('\n'));
            }
        }
        archive.add(file, lines.toString(), "names, types and numbers of keys; their content was not asked for");
    }
}
