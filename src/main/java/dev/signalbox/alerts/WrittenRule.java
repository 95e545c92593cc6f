package dev.signalbox.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.ParserOptions;
import dev.signalbox.promql.PromqlParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One rule of a {@code PrometheusRule} or {@code VMRule}, whoever wrote it.
 *
 * @param group whose it is; empty where that has no name
 * @param path of it in the object: {@code spec.groups[0].rules[1]}
 * @param alert its name; nothing: it records
 * @param record what it records; nothing: it alerts
 * @param expr what it evaluates; nothing: we can't read it
 * @param labels that it sets, sorted
 * @param annotations sorted
 */
public record WrittenRule(
        String group,
        String path,
        Optional<String> alert,
        Optional<String> record,
        Optional<Expr> expr,
        Map<String, String> labels,
        Map<String, String> annotations) {
    /** With what people mark what wakes somebody; in lower case. */
    private static final Set<String> PAGES =
            Set.of("critical", "page", "p1", "p2", "sev1", "sev2", "emergency", "disaster");

    /** Labels that say it, ours first. */
    private static final List<String> SEVERITY = List.of("signalbox_severity", "severity", "priority");

    /** A server may know more than one with default flags does. */
    private static final ParserOptions ALL = new ParserOptions(true);

    public WrittenRule {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** Of a longer expression nothing is read: people write none. */
    private static final int LONGEST = 16_384;

    /** Of an object: whoever has more in one is told of the first. */
    static final int MOST = 500;

    /** The rules of an object, in their order. */
    public static List<WrittenRule> of(JsonNode spec) {
        List<WrittenRule> all = new ArrayList<>();
        JsonNode groups = spec.path("groups");
        for (int i = 0; i < groups.size(); i++) {
            JsonNode rules = groups.get(i).path("rules");
            String group = groups.get(i).path("name").asText();
            for (int j = 0; j < rules.size() && all.size() < MOST; j++) {
                all.add(of(group, "spec.groups[%d].rules[%d]".formatted(i, j), rules.get(j)));
            }
        }
        return all;
    }

    /** For people: {@code alert Busy of group shop}. */
    public String called() {
        return alert.map(name -> "alert " + name)
                        .or(() -> record.map(name -> "rule " + name))
                        .orElse(path)
                + (group.isEmpty() ? "" : " of group " + group);
    }

    private static WrittenRule of(String group, String path, JsonNode rule) {
        String expr = rule.path("expr").asText();
        return new WrittenRule(
                group,
                path,
                Optional.ofNullable(rule.path("alert").textValue()),
                Optional.ofNullable(rule.path("record").textValue()),
                expr.length() <= LONGEST && PromqlParser.parse(expr, ALL) instanceof ParseResult.Parsed(Expr parsed)
                        ? Optional.of(parsed)
                        : Optional.empty(),
                texts(rule.path("labels")),
                texts(rule.path("annotations")));
    }

    /** The severity with which it wakes somebody; nothing: it doesn't, or only a template tells. */
    Optional<String> pagingSeverity() {
        return alert.flatMap(_ -> SEVERITY.stream()
                .map(label -> labels.getOrDefault(label, ""))
                .filter(value -> PAGES.contains(value.toLowerCase(Locale.ROOT)))
                .findFirst());
    }

    private static Map<String, String> texts(JsonNode tree) {
        Map<String, String> texts = new TreeMap<>();
        tree.properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }
}
