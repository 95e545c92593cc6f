package dev.signalbox.intake.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.facts.BoardWishes;
import dev.signalbox.facts.BoardWishes.Board;
import dev.signalbox.facts.Convention;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DashboardSettings.Datasources;
import dev.signalbox.facts.DashboardSettings.Target;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.LabelSelection.Expression;
import dev.signalbox.model.pipeline.LabelSelection.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a file of facts says of dashboards, in the words of the resources that say it in a cluster. */
final class DashboardFacts {
    private static final Map<Target, String> TARGETS =
            Map.of(Target.GRAFANA_OPERATOR, "GrafanaOperator", Target.SIDECAR, "Sidecar", Target.FILES, "None");

    private static final Map<Board, String> BOARDS = Map.of(
            Board.GOLDEN_SIGNALS, "GoldenSignals",
            Board.SLO, "SLO",
            Board.LOGS, "Logs",
            Board.RUNTIME, "Runtime",
            Board.DEPENDENCIES, "Dependencies");

    private static final Map<Operator, String> OPERATORS = Map.of(
            Operator.IN, "In",
            Operator.NOT_IN, "NotIn",
            Operator.EXISTS, "Exists",
            Operator.DOES_NOT_EXIST, "DoesNotExist");

    private DashboardFacts() {}

    static DashboardSettings of(JsonNode tree) {
        JsonNode uids = tree.path("datasources");
        return new DashboardSettings(
                Optional.of(word(tree.path("target"), TARGETS).orElse(Target.GRAFANA_OPERATOR)),
                text(tree, "namespace").orElse("observability"),
                text(tree, "grafanaUrl"),
                selection(tree.path("instanceSelector")),
                new Datasources(text(uids, "metrics"), text(uids, "logs"), text(uids, "traces")),
                List.of());
    }

    static void write(DashboardSettings settings, ObjectNode tree) {
        settings.target().ifPresent(target -> tree.put("target", TARGETS.get(target)));
        tree.put("namespace", settings.namespace());
        settings.grafana().ifPresent(url -> tree.put("grafanaUrl", url));
        if (!settings.instances().equals(LabelSelection.ALL)) {
            write(settings.instances(), tree.putObject("instanceSelector"));
        }
        settings.datasources().metrics().ifPresent(uid -> tree.withObject("/datasources")
                .put("metrics", uid));
        settings.datasources().logs().ifPresent(uid -> tree.withObject("/datasources")
                .put("logs", uid));
        settings.datasources().traces().ifPresent(uid -> tree.withObject("/datasources")
                .put("traces", uid));
    }

    static BoardWishes wishes(JsonNode tree) {
        return new BoardWishes(
                text(tree, "folder"),
                tree.has("include")
                        ? stream(tree.path("include"))
                                .flatMap(word -> word(word, BOARDS).stream())
                                .collect(Collectors.toSet())
                        : BoardWishes.ALL.include(),
                stream(tree.path("conventions"))
                        .flatMap(word -> Convention.of(word.asText()).stream())
                        .collect(Collectors.toSet()),
                tree.path("watched").asBoolean());
    }

    static void write(BoardWishes wishes, ObjectNode tree) {
        wishes.folder().ifPresent(folder -> tree.put("folder", folder));
        if (!wishes.include().equals(BoardWishes.ALL.include())) {
            ArrayNode include = tree.putArray("include");
            wishes.include().forEach(board -> include.add(BOARDS.get(board)));
        }
        wishes.conventions().forEach(convention -> tree.withArray("conventions").add(convention.word()));
        if (wishes.watched()) {
            tree.put("watched", true);
        }
    }

    private static LabelSelection selection(JsonNode tree) {
        Map<String, String> labels = new TreeMap<>();
        tree.path("matchLabels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        List<Expression> expressions = stream(tree.path("matchExpressions"))
                .map(expression -> new Expression(
                        expression.path("key").asText(),
                        word(expression.path("operator"), OPERATORS).orElse(Operator.EXISTS),
                        values(expression.path("values"))))
                .toList();
        return new LabelSelection(labels, expressions);
    }

    private static Set<String> values(JsonNode tree) {
        return stream(tree).map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void write(LabelSelection selection, ObjectNode tree) {
        selection.labels().forEach((name, value) -> tree.withObject("/matchLabels")
                .put(name, value));
        for (Expression expression : selection.expressions()) {
            ObjectNode one = tree.withArray("matchExpressions")
                    .addObject()
                    .put("key", expression.label())
                    .put("operator", OPERATORS.get(expression.operator()));
            expression.values().forEach(value -> one.withArray("values").add(value));
        }
    }

    private static <E> Optional<E> word(JsonNode word, Map<E, String> words) {
        return words.entrySet().stream()
                .filter(known -> known.getValue().equals(word.asText()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Optional<String> text(JsonNode tree, String field) {
        return tree.has(field) ? Optional.of(tree.path(field).asText()) : Optional.empty();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
