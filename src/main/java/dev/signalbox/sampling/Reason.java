package dev.signalbox.sampling;

/** Why a service has its percentage; the word stands in status and Events. */
public enum Reason {
    /** As the policy says. */
    BASELINE("Baseline"),
    /** The error rate is above its limit. */
    ERROR_RATE("ErrorRate"),
    /** An SLO's error budget burns too fast. */
    BURN_RATE("BurnRate"),
    /** Trouble was seen less than the cooldown ago. */
    COOLDOWN("Cooldown"),
    /** Its share of the budget allows no more. */
    BUDGET("Budget"),
    /** What {@code keep} takes, with one trace a minute of each service, is more than the budget: as little as may be. */
    BUDGET_INFEASIBLE("BudgetInfeasible"),
    /** On the way up: at most half as much again in a step. */
    RECOVERING("Recovering"),
    /** As before, because what it depends on was not measured. */
    STALE_INPUTS("StaleInputs");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** As people read it. */
    public String text() {
        return text;
    }
}
