package dev.signalbox.report.json;

import static dev.signalbox.report.json.Nodes.JSON;
import static dev.signalbox.report.json.Nodes.number;
import static dev.signalbox.report.json.Nodes.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.CardinalityStatus;
import dev.signalbox.report.Dimension;
import dev.signalbox.report.ServiceHealth;
import java.util.List;
import java.util.Optional;

/** A service as JSON. */
final class ServiceJson {
    private ServiceJson() {}

    static ObjectNode of(ServiceHealth service) {
        ObjectNode json = JSON.objectNode();
        json.put("name", service.name().toString());
        json.put("service", service.service());
        json.put("team", service.team().orElse(null));
        json.set("tier", number(service.tier()));
        ObjectNode coverage = json.putObject("coverage");
        for (Dimension dimension : Dimension.values()) {
            coverage.put(
                    dimension.text(),
                    service.coverage()
                            .map(observed -> Nodes.word(dimension.of(observed)))
                            .orElse(null));
        }
        json.set("series", number(service.series()));
        json.put("series_limit", service.seriesLimit());
        json.set("drop_advice", advice(service.cardinality()));
        json.set("cost", Nodes.cost(service.cost()));
        json.set(
                "slos",
                texts(service.slos().stream().map(slo -> slo.name().toString()).toList()));
        json.set("problems", Nodes.problems(service.problems()));
        return json;
    }

    private static JsonNode advice(Optional<CardinalityStatus> cardinality) {
        ArrayNode json = JSON.arrayNode();
        cardinality.map(CardinalityStatus::advice).orElse(List.of()).forEach((Advice advice) -> {
            ObjectNode one = json.addObject();
            one.put("metric", advice.metric());
            one.put("label", advice.label());
            one.set("series_saved", number(Optional.ofNullable(advice.seriesSaved())));
            one.put(
                    "usage",
                    Optional.ofNullable(advice.usage()).map(Nodes::word).orElse(null));
        });
        return json;
    }
}
