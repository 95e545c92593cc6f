package dev.signalbox.alerts;

import dev.signalbox.model.ResourceName;
import java.util.List;

/**
 * The rules of one object, whoever wrote it.
 *
 * @param kind PrometheusRule or VMRule
 * @param rules in their order
 */
public record WrittenRules(String kind, ResourceName name, List<WrittenRule> rules) {
    public WrittenRules {
        rules = List.copyOf(rules);
    }
}
