package dev.signalbox.facts;

import dev.signalbox.model.retention.StreamRule;
import java.util.List;

/**
 * What Loki's own configuration says for all tenants.
 *
 * @param rules that a tenant's own would replace
 * @param level what may be done about the severity as a label
 */
public record LokiDefaults(List<StreamRule> rules, LevelLabel level) {
    /** As Loki is without a word. */
    public static final LokiDefaults USUAL = new LokiDefaults(List.of(), LevelLabel.CAN_BE_MADE);

    public LokiDefaults {
        rules = List.copyOf(rules);
    }

    /** Whether streams are told apart by severity; retention of errors needs it. */
    public enum LevelLabel {
        /** They are. */
        IS_THERE,
        /** A tenant can have them so: nobody has changed which attributes become labels. */
        CAN_BE_MADE,
        /** Somebody has changed which attributes become labels, and a tenant's own list would undo that. */
        IS_MISSING
    }
}
