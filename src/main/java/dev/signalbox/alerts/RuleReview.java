package dev.signalbox.alerts;

import dev.signalbox.model.Violation;
import dev.signalbox.promql.Confinement;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.ExprAnalysis;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of the rules of one object is worth telling their owner, whoever wrote them; each with where it stands.
 *
 * @param causes alerts that page and read nothing but CPU, memory and disks
 * @param withoutRunbook alerts that page without a link for whoever is paged
 * @param labels which rules match, group by or set a label: their paths, by the label
 * @param unconfined rules that read more than their own namespace's series
 */
public record RuleReview(
        List<Violation> causes,
        List<Violation> withoutRunbook,
        SortedMap<String, List<String>> labels,
        List<Violation> unconfined) {
    /** What a template says without doing it: texts, characters, comments. */
    private static final String SAID =
            "\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`|'(?:[^'\\\\]|\\\\.)*+'|/\\*(?:(?!\\*/).)*+\\*/";

    private static final Pattern ACTION = Pattern.compile("\\{\\{((?:" + SAID + "|(?!}})[^\"`'])*+)", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile(SAID, Pattern.DOTALL);
    private static final Pattern QUERY = Pattern.compile("\\bquery\\b");

    /** Characters of a template that is looked through; a longer one may ask for anything. */
    private static final int LOOKED_THROUGH = 4_096;

    public RuleReview {
        causes = List.copyOf(causes);
        withoutRunbook = List.copyOf(withoutRunbook);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        unconfined = List.copyOf(unconfined);
    }

    /** What recording rules record, by its name, of all objects that there are. */
    public static ResourceMetrics metrics(Collection<WrittenRule> rules) {
        Map<String, Expr> recorded = new HashMap<>();
        rules.forEach(rule ->
                rule.record().ifPresent(name -> rule.expr().ifPresent(expr -> recorded.putIfAbsent(name, expr))));
        return new ResourceMetrics(recorded);
    }

    /**
     * @param namespace of the object
     * @param metrics with what the rules of all objects record
     */
    public static RuleReview of(String namespace, List<WrittenRule> rules, ResourceMetrics metrics) {
        SortedMap<String, List<String>> labels = new TreeMap<>();
        rules.forEach(rule -> labels(rule)
                .forEach(label -> labels.merge(
                        label, List.of(rule.path()), (some, one) -> Stream.concat(some.stream(), one.stream())
                                .toList())));
        return new RuleReview(
                rules.stream().flatMap(rule -> cause(rule, metrics).stream()).toList(),
                rules.stream().flatMap(rule -> withoutRunbook(rule).stream()).toList(),
                labels,
                rules.stream().flatMap(rule -> unconfined(rule, namespace)).toList());
    }

    private static Optional<Violation> cause(WrittenRule rule, ResourceMetrics metrics) {
        return rule.pagingSeverity().flatMap(severity -> {
            SortedSet<String> causes = rule.expr().map(metrics::readAlone).orElse(new TreeSet<>());
            return causes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Violation(
                            rule.path(),
                            "must not page on causes, was %s with severity \"%s\", which reads %s and nothing that users feel"
                                    .formatted(name(rule), severity, String.join(", ", causes)),
                            "page on an SLO of the service, and write severity: warning here"));
        });
    }

    private static Optional<Violation> withoutRunbook(WrittenRule rule) {
        boolean given = AlertSurvey.RUNBOOK.stream()
                .anyMatch(annotation ->
                        !rule.annotations().getOrDefault(annotation, "").isBlank());
        return rule.pagingSeverity()
                .filter(_ -> !given)
                .map(severity -> new Violation(
                        rule.path() + ".annotations.runbook_url",
                        "must be given where an alert pages, was missing on %s with severity \"%s\""
                                .formatted(name(rule), severity),
                        "write e.g. \"https://runbooks.example.com/checkout\""));
    }

    private static SortedSet<String> labels(WrittenRule rule) {
        SortedSet<String> labels = new TreeSet<>(rule.labels().keySet());
        rule.expr().map(ExprAnalysis::labelNames).ifPresent(labels::addAll);
        return labels;
    }

    private static Stream<Violation> unconfined(WrittenRule rule, String namespace) {
        Stream<Violation> reads = rule.expr().stream()
                .filter(expr -> !Confinement.to(namespace).holds(expr))
                .map(_ -> new Violation(
                        rule.path() + ".expr",
                        "must read series of namespace %s only".formatted(namespace),
                        "write namespace=\"%s\" into each selector, or make it an SLO".formatted(namespace)));
        return Stream.concat(
                reads,
                Stream.concat(
                        asking(rule, ".labels.", rule.labels()), asking(rule, ".annotations.", rule.annotations())));
    }

    private static Stream<Violation> asking(WrittenRule rule, String part, Map<String, String> texts) {
        return texts.entrySet().stream()
                .filter(text -> asks(text.getValue()))
                .map(text -> new Violation(
                        rule.path() + part + text.getKey(),
                        "must not call query in a template, which reads series of any namespace",
                        "write {{ $value }} and {{ $labels }}, which the alert has"));
    }

    private static boolean asks(String template) {
        return template.length() > LOOKED_THROUGH
                ? template.contains("{{") && template.contains("query")
                : ACTION.matcher(template)
                        .results()
                        .map(action -> TEXT.matcher(action.group(1)).replaceAll("\"\""))
                        .anyMatch(action -> QUERY.matcher(action).find());
    }

    private static String name(WrittenRule rule) {
        return "alert " + rule.alert().orElse("");
    }
}
