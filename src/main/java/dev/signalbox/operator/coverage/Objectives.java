package dev.signalbox.operator.coverage;

import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.COVERED;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.MISSING;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.UNKNOWN;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import dev.signalbox.coverage.Objective;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import dev.signalbox.status.Reason;
import dev.signalbox.status.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What SLOs say of themselves, as far as it covers services. */
final class Objectives {
    /** Rules are loaded, whatever else is in the way. */
    private static final Set<String> LOADED = Set.of(Reason.RULES_LOADED.text(), Reason.DATA_VANISHED.text());

    /** The server was asked, and doesn't have them. */
    private static final Set<String> NOT_LOADED = Set.of(Reason.RULES_NOT_LOADED.text(), Reason.RULE_ERROR.text());

    private Objectives() {}

    /** @param watched namespaces; empty for all */
    static List<Objective> list(PagedList lists, Set<String> watched) throws Unlisted {
        List<Objective> objectives = new ArrayList<>();
        lists.slos(watched, slo -> objectives.add(objective(slo)));
        return objectives;
    }

    private static Objective objective(JsonNode slo) {
        String namespace = slo.at("/metadata/namespace").asText();
        return new Objective(
                new ResourceName(namespace, slo.at("/metadata/name").asText()),
                text(slo.at("/spec/serviceRef/name")).map(name -> new ResourceName(namespace, name)),
                text(slo.at("/spec/service")),
                indicator(slo),
                rules(slo));
    }

    private static Observed indicator(JsonNode slo) {
        return switch (condition(slo, Verdict.Type.ACCEPTED).path("status").asText()) {
            case "True" ->
                switch (condition(slo, Verdict.Type.DATA_AVAILABLE)
                        .path("status")
                        .asText()) {
                    case "True" -> COVERED;
                    case "False" -> MISSING;
                    default -> UNKNOWN;
                };
            case "False" -> MISSING;
            default -> UNKNOWN;
        };
    }

    private static Observed rules(JsonNode slo) {
        String reason = condition(slo, Verdict.Type.READY).path("reason").asText();
        return LOADED.contains(reason) ? COVERED : NOT_LOADED.contains(reason) ? MISSING : UNKNOWN;
    }

    private static JsonNode condition(JsonNode slo, Verdict.Type type) {
        for (JsonNode condition : slo.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type.text())) {
                return condition;
            }
        }
        return slo.path("");
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isEmpty());
    }
}
