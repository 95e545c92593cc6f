package dev.signalbox.model.policy;

/** A field that has to be filled. */
public enum RequiredField {
    TEAM(Rule.TEAM),
    TIER(Rule.TIER),
    ENVIRONMENT(Rule.ENVIRONMENT),
    RUNBOOK(Rule.RUNBOOK),
    DESCRIPTION(Rule.DESCRIPTION);

    private final Rule rule;

    RequiredField(Rule rule) {
        this.rule = rule;
    }

    /** The rule that asks for it. */
    public Rule rule() {
        return rule;
    }
}
