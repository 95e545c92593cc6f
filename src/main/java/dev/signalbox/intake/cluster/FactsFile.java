package dev.signalbox.intake.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.facts.BoardWishes;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.Installation;
import dev.signalbox.facts.LookupLinks;
import dev.signalbox.facts.PrometheusVersion;
import dev.signalbox.facts.QueryEndpoint;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.RuleSettings.Compatibility;
import dev.signalbox.facts.RuleSettings.Evaluator;
import dev.signalbox.facts.RuleSettings.Format;
import dev.signalbox.facts.RuleSettings.Runbooks;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.facts.SlothIds;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.intake.document.DocumentStream;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.intake.document.Position;
import dev.signalbox.intake.schema.SchemaCheck;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.ResourceName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * {@link ClusterFacts} as YAML. Everything is optional; what is absent is as without a cluster.
 *
 * <pre>{@code
 * kinds: [{apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule}]   # exactly these optional kinds are served
 * prometheus: "3.5"                                                       # version of the server that evaluates rules
 * rules:
 *   scrapeInterval: 30s
 *   ledgerDelay: 1m
 *   retention: 45d
 *   labels: {release: kube-prometheus-stack}
 *   evaluator: Prometheus          # or VictoriaMetrics
 *   format: PrometheusRule         # or VMRule
 *   compatibility: None            # or Sloth
 *   runbooks: None                 # or ConfigMap
 *   links: {grafana: "https://grafana.example.com", datasource: prom, prometheus: "http://prometheus:9090"}
 *   queries: {url: "http://prometheus:9090", tenant: production, guarded: true}   # where others ask; guarded: it wants credentials
 * services:
 * - {namespace: shop, name: checkout, service: checkout, team: payments, tier: 1, scrapeInterval: 30s,
 *    runbook: "https://runbooks.example.com/checkout", dashboards: {folder: Payments, include: [SLO]}}
 * buckets: {http_request_duration_seconds: [0.1, 0.25, 0.5]}                # bounds of classic histograms
 * headStrategies: "http://signalbox-operator.signalbox.svc:9001/strategies" # where the operator serves them
 * image: registry.example.com/signalbox:1.2.3                             # of Signalbox, to run beside gateways
 * loki: {level: CanBeMade, rules: [{selector: '{namespace="audit"}', priority: 1, period: 365d}]}   # its own limits_config
 * alertmanagers: [{namespace: monitoring, name: main, strategy: OnNamespace, version: "0.28.1", takenFrom: [shop]}]   # of the prometheus-operator; absent takenFrom: all
 * confinedNamespaces: [shop]                                              # by policies, as queries.confineToNamespace says
 * tempo: {ingestion: {rate_limit_bytes: 15000000}}                        # defaults of its overrides, all of them
 * dashboards: {target: GrafanaOperator, namespace: observability, grafanaUrl: "http://grafana:3000",      # as in the stack
 *              instanceSelector: {matchLabels: {dashboards: grafana}}, datasources: {metrics: prom, logs: loki, traces: tempo}}
 * }</pre>
 */
public final class FactsFile {
    private static final Map<Evaluator, String> EVALUATORS =
            Map.of(Evaluator.PROMETHEUS, "Prometheus", Evaluator.VICTORIA_METRICS, "VictoriaMetrics");
    private static final Map<Format, String> FORMATS =
            Map.of(Format.PROMETHEUS_RULE, "PrometheusRule", Format.VM_RULE, "VMRule");
    private static final Map<Compatibility, String> COMPATIBILITIES =
            Map.of(Compatibility.NONE, "None", Compatibility.SLOTH, "Sloth");

    private static final Map<Runbooks, String> RUNBOOKS =
            Map.of(Runbooks.NONE, "None", Runbooks.CONFIG_MAP, "ConfigMap");

    private FactsFile() {}

    /** What became of reading a file of facts. */
    public sealed interface Outcome {
        /** @param facts complete */
        record Read(ClusterFacts facts) implements Outcome {}

        /** @param faults all of them, never empty */
        record Broken(List<Fault> faults) implements Outcome {}
    }

    /** @param source name of the file as the user gave it */
    public static Outcome read(String source, byte[] bytes) {
        DocumentStream stream = DocumentReader.read(source, bytes);
        if (!stream.faults().isEmpty()) {
            return new Outcome.Broken(stream.faults());
        }
        if (stream.documents().size() != 1) {
            return new Outcome.Broken(List.of(Fault.ofText(
                    source,
                    Position.START,
                    "must be one document, had " + stream.documents().size(),
                    "write e.g. prometheus: \"3.5\"")));
        }
        Document document = stream.documents().getFirst();
        List<Fault> faults = new SchemaCheck()
                .check(FactsSchema.schema(), document.content(), "").stream()
                        .map(document::locate)
                        .toList();
        return faults.isEmpty() ? new Outcome.Read(facts(document.content())) : new Outcome.Broken(faults);
    }

    /** The facts in the form in which they are read. */
    public static JsonNode tree(ClusterFacts facts) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ArrayNode kinds = tree.putArray("kinds");
        facts.kinds()
                .forEach(kind ->
                        kinds.addObject().put("apiVersion", kind.apiVersion()).put("kind", kind.kind()));
        facts.prometheus().ifPresent(version -> tree.put("prometheus", version.toString()));
        rules(facts.rules(), tree.putObject("rules"));
        facts.services()
                .forEach((name, service) ->
                        service(name, service, tree.withArray("services").addObject()));
        facts.buckets().forEach((histogram, bounds) -> {
            ArrayNode list = tree.withObjectProperty("buckets").putArray(histogram);
            bounds.forEach(list::add);
        });
        tree.put("headStrategies", facts.signalbox().headStrategies());
        facts.signalbox().image().ifPresent(image -> tree.put("image", image));
        ServerFacts.write(facts.backends(), tree);
        facts.confinedNamespaces().keySet().forEach(namespace -> tree.withArray("confinedNamespaces")
                .add(namespace));
        if (!facts.dashboards().equals(DashboardSettings.NONE)) {
            DashboardFacts.write(facts.dashboards(), tree.putObject("dashboards"));
        }
        return tree;
    }

    private static ClusterFacts facts(JsonNode tree) {
        ClusterFacts otherwise = ClusterFacts.WITHOUT_CLUSTER;
        Set<ServedKind> kinds = stream(tree.path("kinds"))
                .map(kind -> new ServedKind(
                        kind.path("apiVersion").asText(), kind.path("kind").asText()))
                .collect(Collectors.toSet());
        Map<ResourceName, DeclaredService> services = new TreeMap<>();
        stream(tree.path("services")).forEach(service -> services.put(name(service), service(service)));
        Map<String, List<BigDecimal>> buckets = new TreeMap<>();
        tree.path("buckets")
                .properties()
                .forEach(histogram -> buckets.put(
                        histogram.getKey(),
                        stream(histogram.getValue()).map(JsonNode::decimalValue).toList()));
        return new ClusterFacts(
                        tree.has("kinds") ? kinds : otherwise.kinds(),
                        text(tree, "prometheus").flatMap(PrometheusVersion::parse),
                        rules(tree.path("rules")),
                        services,
                        SlothIds.NONE,
                        buckets,
                        new Installation(
                                text(tree, "headStrategies")
                                        .orElse(otherwise.signalbox().headStrategies()),
                                text(tree, "image")),
                        ServerFacts.of(tree, otherwise.backends()),
                        tree.has("dashboards") ? DashboardFacts.of(tree.path("dashboards")) : otherwise.dashboards(),
                        Map.of())
                .withConfined(stream(tree.path("confinedNamespaces"))
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet()));
    }

    private static RuleSettings rules(JsonNode tree) {
        RuleSettings otherwise = RuleSettings.DEFAULT;
        Map<String, String> labels = new TreeMap<>();
        tree.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new RuleSettings(
                duration(tree, "scrapeInterval").orElse(otherwise.scrapeInterval()),
                duration(tree, "ledgerDelay").orElse(otherwise.ledgerDelay()),
                duration(tree, "retention"),
                labels,
                word(tree, "evaluator", EVALUATORS).orElse(otherwise.evaluator()),
                word(tree, "format", FORMATS).orElse(otherwise.format()),
                word(tree, "compatibility", COMPATIBILITIES).orElse(otherwise.compatibility()),
                word(tree, "runbooks", RUNBOOKS).orElse(otherwise.runbooks()),
                links(tree.path("links")),
                Optional.of(tree.path("queries")).filter(JsonNode::isObject).map(FactsFile::queries));
    }

    private static LookupLinks links(JsonNode tree) {
        return new LookupLinks(text(tree, "grafana"), text(tree, "datasource"), text(tree, "prometheus"));
    }

    private static QueryEndpoint queries(JsonNode tree) {
        return new QueryEndpoint(
                tree.path("url").asText(),
                text(tree, "tenant"),
                tree.path("guarded").asBoolean());
    }

    private static void queries(QueryEndpoint queries, ObjectNode tree) {
        tree.put("url", queries.url());
        queries.tenant().ifPresent(tenant -> tree.put("tenant", tenant));
        tree.put("guarded", queries.guarded());
    }

    private static void rules(RuleSettings rules, ObjectNode tree) {
        tree.put("scrapeInterval", PrometheusDuration.print(rules.scrapeInterval()));
        tree.put("ledgerDelay", PrometheusDuration.print(rules.ledgerDelay()));
        rules.retention().ifPresent(retention -> tree.put("retention", PrometheusDuration.print(retention)));
        rules.labels().forEach((name, value) -> tree.withObject("/labels").put(name, value));
        tree.put("evaluator", EVALUATORS.get(rules.evaluator()));
        tree.put("format", FORMATS.get(rules.format()));
        tree.put("compatibility", COMPATIBILITIES.get(rules.compatibility()));
        tree.put("runbooks", RUNBOOKS.get(rules.runbooks()));
        rules.links().grafana().ifPresent(url -> tree.withObject("/links").put("grafana", url));
        rules.links().datasource().ifPresent(uid -> tree.withObject("/links").put("datasource", uid));
        rules.links().prometheus().ifPresent(url -> tree.withObject("/links").put("prometheus", url));
        rules.queries().ifPresent(queries -> queries(queries, tree.putObject("queries")));
    }

    private static DeclaredService service(JsonNode tree) {
        return new DeclaredService(
                text(tree, "service").orElseGet(() -> name(tree).name()),
                text(tree, "team"),
                tree.has("tier") ? Optional.of(tree.path("tier").asInt()) : Optional.empty(),
                duration(tree, "scrapeInterval"),
                text(tree, "runbook"),
                DashboardFacts.wishes(tree.path("dashboards")));
    }

    private static void service(ResourceName name, DeclaredService service, ObjectNode tree) {
        tree.put("namespace", name.namespace()).put("name", name.name()).put("service", service.service());
        service.team().ifPresent(team -> tree.put("team", team));
        service.tier().ifPresent(tier -> tree.put("tier", tier));
        service.scrapeInterval().ifPresent(every -> tree.put("scrapeInterval", PrometheusDuration.print(every)));
        service.runbook().ifPresent(link -> tree.put("runbook", link));
        if (!service.boards().equals(BoardWishes.ALL)) {
            DashboardFacts.write(service.boards(), tree.putObject("dashboards"));
        }
    }

    private static ResourceName name(JsonNode tree) {
        return new ResourceName(
                tree.path("namespace").asText(), tree.path("name").asText());
    }

    private static <E> Optional<E> word(JsonNode tree, String field, Map<E, String> words) {
        return words.entrySet().stream()
                .filter(word -> word.getValue().equals(tree.path(field).asText()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Optional<Duration> duration(JsonNode tree, String field) {
        return text(tree, field).flatMap(PrometheusDuration::parse);
    }

    private static Optional<String> text(JsonNode tree, String field) {
        return tree.has(field) ? Optional.of(tree.path(field).asText()) : Optional.empty();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
