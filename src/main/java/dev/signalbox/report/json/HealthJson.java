package dev.signalbox.report.json;

import static dev.signalbox.report.json.Nodes.JSON;
import static dev.signalbox.report.json.Nodes.number;
import static dev.signalbox.report.json.Nodes.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.report.AlertHealth;
import dev.signalbox.report.CardinalityHealth;
import dev.signalbox.report.CostHealth;
import dev.signalbox.report.CoverageHealth;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Recommendation;
import dev.signalbox.report.Scope;
import dev.signalbox.report.SloHealth;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The report as JSON. Every key is always there: {@code null} is what nobody knows, which is not 0. Percentages are numbers
 * from 0 to 100.
 */
public final class HealthJson {
    private HealthJson() {}

    /** The whole document. */
    public static ObjectNode of(HealthReport report) {
        ObjectNode json = JSON.objectNode();
        json.put("status", "OBSERVABILITY_HEALTH");
        json.put("generated_at", report.at().toString());
        json.set(
                "namespaces",
                switch (report.scope()) {
                    case Scope.Cluster() -> JSON.nullNode();
                    case Scope.Namespaces(var names) -> texts(names);
                });
        json.set("coverage", coverage(report.coverage()));
        ObjectNode slos = json.putObject("slo_compliance");
        report.slos().forEach(slo -> slos.set(slo.name().toString(), slo(slo)));
        json.set("alert_health", alerts(report.alerts()));
        json.set("cardinality", cardinality(report.cardinality()));
        json.set("cost", cost(report.cost()));
        json.set("policy_compliance", PolicyJson.of(report.policies()));
        ArrayNode services = json.putArray("services");
        report.services().forEach(service -> services.add(ServiceJson.of(service)));
        json.set("collectors", CollectorJson.of(report.collectors()));
        ArrayNode recommendations = json.putArray("recommendations");
        report.recommendations().forEach(one -> recommendations.add(recommendation(one)));
        return json;
    }

    private static ObjectNode coverage(Optional<CoverageHealth> coverage) {
        ObjectNode json = JSON.objectNode();
        json.set("instrumented_services", number(coverage.map(CoverageHealth::instrumented)));
        json.set("total_services", number(coverage.map(CoverageHealth::total)));
        json.set("declared_services", number(coverage.map(CoverageHealth::declared)));
        json.set("coverage_percent", number(coverage.map(CoverageHealth::percent)));
        ArrayNode missing = json.putArray("missing");
        ObjectNode signals = json.putObject("missing_signals");
        coverage.ifPresent(known -> known.missing().forEach(workload -> {
            missing.add(workload.path());
            signals.set(
                    workload.path(),
                    texts(workload.signals().stream().map(Nodes::word).toList()));
        }));
        json.put("missing_omitted", coverage.map(CoverageHealth::missingOmitted).orElse(0));
        return json;
    }

    private static ObjectNode slo(SloHealth slo) {
        ObjectNode json = JSON.objectNode();
        json.set("target", number(Optional.of(slo.target())));
        json.set("actual", number(slo.actual()));
        json.set("budget_remaining", number(slo.remaining()));
        json.set("burn_rate", number(slo.burnRate()));
        json.put("state", Nodes.word(slo.state()));
        json.put("window", slo.window() + "d");
        json.put("service", slo.service());
        json.put("team", slo.team().orElse(null));
        json.set("tier", number(slo.tier()));
        ArrayNode groups = json.putArray("groups");
        slo.groups().stream()
                .filter(group -> group.labels() != null && !group.labels().isEmpty())
                .forEach(group -> {
                    ObjectNode one = groups.addObject();
                    ObjectNode labels = one.putObject("labels");
                    group.labels().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .forEach(label -> labels.put(label.getKey(), label.getValue()));
                    one.set("actual", number(Optional.ofNullable(group.sli())));
                    one.set("budget_remaining", number(Optional.ofNullable(group.errorBudgetRemaining())));
                });
        json.set("problems", Nodes.problems(slo.problems()));
        return json;
    }

    private static ObjectNode alerts(AlertHealth alerts) {
        ObjectNode json = JSON.objectNode();
        json.set("total_alerts", number(alerts.total()));
        json.put("firing", alerts.firing());
        ArrayNode firing = json.putArray("firing_of_slos");
        alerts.ofSlos().forEach(alert -> firing.addObject()
                .put("slo", alert.slo())
                .put("alert", alert.alert())
                .put("severity", alert.severity())
                .put("since", alert.since().orElse(null)));
        json.set("noisy", listed(alerts.noisy(), HealthJson::noisy));
        json.set("without_runbook", listed(alerts.withoutRunbook(), HealthJson::named));
        json.set("never_data", listed(alerts.neverData(), HealthJson::named));
        json.put(
                "omitted",
                alerts.noisy().omitted()
                        + alerts.withoutRunbook().omitted()
                        + alerts.neverData().omitted());
        return json;
    }

    private static <T> JsonNode listed(AlertHealth.Listed<T> listed, Function<T, ObjectNode> json) {
        return listed.known()
                ? JSON.arrayNode().addAll(listed.first().stream().map(json).toList())
                : JSON.nullNode();
    }

    private static ObjectNode noisy(AlertHealth.Noisy noisy) {
        ObjectNode json = named(noisy.alert());
        json.put("episodes", noisy.episodes());
        json.put("never_silenced", noisy.neverSilenced().orElse(null));
        return json;
    }

    private static ObjectNode named(AlertHealth.Named named) {
        ObjectNode json = JSON.objectNode().put("alert", named.alert());
        ObjectNode labels = json.putObject("labels");
        named.labels().forEach(labels::put);
        return json;
    }

    private static ObjectNode cardinality(CardinalityHealth cardinality) {
        ObjectNode json = JSON.objectNode();
        json.set("active_series", number(cardinality.series()));
        json.set("unattributed_series", number(cardinality.unattributed()));
        json.put("services_over_limit", cardinality.overLimit());
        ArrayNode top = json.putArray("top");
        cardinality.top().forEach(budget -> {
            ObjectNode one = top.addObject();
            one.put("service", budget.name().toString());
            one.put("series", budget.series());
            one.put("limit", budget.limit());
            one.set("percent_of_limit", number(Optional.of(budget.percent())));
            one.put("limit_reached_by", budget.limitReachedBy().orElse(null));
        });
        return json;
    }

    private static ObjectNode cost(CostHealth cost) {
        ObjectNode json = Nodes.cost(cost.total());
        ArrayNode teams = json.putArray("teams");
        cost.teams().forEach(team -> {
            ObjectNode one = teams.addObject();
            one.put("team", team.name());
            one.setAll(Nodes.cost(Optional.of(team.cost())));
        });
        ArrayNode services = json.putArray("services");
        cost.services().forEach(service -> {
            ObjectNode one = services.addObject();
            one.put("service", service.name().toString());
            one.put("budget_per_month", service.budget().orElse(null));
            one.set("percent_of_budget", number(Optional.of(service.cost()).map(CostStatus::percentOfBudget)));
            one.setAll(Nodes.cost(Optional.of(service.cost())));
        });
        return json;
    }

    private static ObjectNode recommendation(Recommendation recommendation) {
        ObjectNode json = JSON.objectNode();
        json.put("urgency", recommendation.urgency().text());
        json.put("topic", recommendation.topic().text());
        json.put("kind", recommendation.kind());
        json.put("subject", recommendation.subject().toString());
        json.put("title", recommendation.title());
        json.put("reason", recommendation.reason());
        switch (recommendation.remedy()) {
            case Recommendation.Remedy.Command(String line) -> json.put("command", line);
            case Recommendation.Remedy.Change(String where, String yaml) ->
                json.put("where", where).put("change", yaml);
        }
        return json;
    }
}
