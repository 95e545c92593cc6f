package dev.signalbox.cardinality.usage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What objects of a cluster read, as their APIs have them.
 *
 * @param reads that are known
 * @param adapted metrics that an adapter made of others, by the names that it gave them
 * @param unread objects of which it is not known what they read, for people
 */
public record ObjectReads(List<Read> reads, Set<String> adapted, Set<String> unread) {
    public static final ObjectReads NOTHING = new ObjectReads(List.of(), Set.of(), Set.of());

    /** A template of an annotation may ask. */
    private static final Pattern ASKED = Pattern.compile("query\\s+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|`([^`]*)`)");

    /** Characters of a template that is looked through; a longer one may ask for anything. */
    private static final int ASKING = 4_096;

    public ObjectReads {
        reads = List.copyOf(reads);
        adapted = Set.copyOf(adapted);
        unread = Set.copyOf(unread);
    }

    /** What many objects read. */
    public static final class Collected {
        private final Set<Read> reads = new HashSet<>();
        private final Set<String> adapted = new TreeSet<>();
        private final Set<String> unread = new TreeSet<>();
        private final Set<String> open = new TreeSet<>();

        /** @param called the object, for people */
        public void add(String called, ObjectReads one) {
            if (one.reads().contains(Read.ANYTHING)) {
                open.add(called);
            }
            add(one);
        }

        /** Those with a query that may read any metric, so that nothing can be advised. */
        public Set<String> open() {
            return Set.copyOf(open);
        }

        public void add(ObjectReads one) {
            reads.addAll(one.reads());
            adapted.addAll(one.adapted());
            unread.addAll(one.unread());
        }

        public ObjectReads all() {
            return new ObjectReads(List.copyOf(reads), adapted, unread);
        }
    }

    private static ObjectReads of(List<Read> reads) {
        return new ObjectReads(reads, Set.of(), Set.of());
    }

    private static ObjectReads unread(String called) {
        return new ObjectReads(List.of(), Set.of(), Set.of(called));
    }

    /** What nobody could read. */
    public static ObjectReads missing(String what) {
        return unread(what);
    }

    /** An expression that somebody evaluates. */
    public static ObjectReads ofQuery(String expression) {
        return of(QueryReads.ofExpression(expression));
    }

    /** {@code PrometheusRule} and {@code VMRule}. */
    public static ObjectReads ofRules(JsonNode spec, Set<String> ours) {
        List<Read> reads = new ArrayList<>();
        spec.path("groups").forEach(group -> group.path("rules").forEach(rule -> {
            if (!ours.contains(rule.path("record").asText())) {
                reads.addAll(QueryReads.ofExpression(rule.path("expr").asText()));
                rule.path("annotations").forEach(annotation -> reads.addAll(asked(annotation.asText())));
            }
        }));
        return of(reads);
    }

    /** A dashboard as Grafana has it. */
    public static ObjectReads ofDashboard(String called, String json) {
        return ofDocument(called, DashboardDocuments.read(json));
    }

    private static ObjectReads ofDocument(String called, Optional<JsonNode> dashboard) {
        return dashboard.map(read -> of(DashboardReads.of(read))).orElseGet(() -> unread(called));
    }

    /** A {@code ConfigMap} of dashboards, with {@code data} and {@code binaryData}. */
    public static ObjectReads ofConfigMap(String called, JsonNode object) {
        Collected all = new Collected();
        DashboardDocuments.ofConfigMap(object).forEach(dashboard -> all.add(ofDocument(called, dashboard)));
        return all.all();
    }

    /** Rules of Grafana's own alerting, as its provisioning API has them. */
    public static ObjectReads ofAlertRules(String json) {
        return ofDashboard("the alert rules of Grafana", "{\"rules\":" + json + "}");
    }

    /** {@code GrafanaDashboard}: one whose content is elsewhere is not read here. */
    public static ObjectReads ofGrafanaDashboard(String called, JsonNode spec) {
        return ofDocument(called, DashboardDocuments.ofGrafanaDashboard(spec));
    }

    /** {@code HorizontalPodAutoscaler}: metrics that an adapter made, under names of its own. */
    public static ObjectReads ofAutoscaler(JsonNode spec) {
        Set<String> names = new TreeSet<>();
        spec.path("metrics")
                .forEach(metric -> List.of("external", "pods", "object").forEach(source -> {
                    String name =
                            metric.path(source).path("metric").path("name").asText();
                    if (!name.isEmpty()) {
                        names.add(name);
                    }
                }));
        return new ObjectReads(List.of(), names, Set.of());
    }

    /** {@code ScaledObject} of KEDA. */
    public static ObjectReads ofScaledObject(JsonNode spec) {
        List<Read> reads = new ArrayList<>();
        spec.path("triggers").forEach(trigger -> {
            if (trigger.path("type").asText().equals("prometheus")) {
                reads.addAll(QueryReads.ofExpression(
                        trigger.path("metadata").path("query").asText()));
            }
        });
        return of(reads);
    }

    /** {@code AnalysisTemplate} and {@code ClusterAnalysisTemplate} of Argo Rollouts. */
    public static ObjectReads ofAnalysis(JsonNode spec) {
        List<Read> reads = new ArrayList<>();
        spec.path("metrics")
                .forEach(metric -> reads.addAll(QueryReads.ofExpression(
                        metric.path("provider").path("prometheus").path("query").asText())));
        return of(reads);
    }

    /** {@code MetricTemplate} of Flagger. */
    public static ObjectReads ofMetricTemplate(JsonNode spec) {
        return spec.path("provider").path("type").asText().equals("prometheus")
                ? of(QueryReads.ofExpression(spec.path("query").asText()))
                : NOTHING;
    }

    private static List<Read> asked(String template) {
        if (template.length() > ASKING) {
            return template.contains("query") ? List.of(Read.ANYTHING) : List.of();
        }
        return ASKED.matcher(template)
                .results()
                .flatMap(query -> QueryReads.ofExpression(
                        query.group(2) == null ? query.group(1).replaceAll("\\\\(.)", "$1") : query.group(2))
                        .stream())
                .toList();
    }
}
