package dev.signalbox.model;

import java.math.BigDecimal;

/**
 * When an error budget is low and when it is gone.
 *
 * @param warningBelow percent of the budget that is left, more than {@code exhaustedBelow}
 * @param exhaustedBelow percent of the budget that is left
 * @param freeze whether changes of the service are held back while the budget is exhausted
 */
public record BudgetPolicy(BigDecimal warningBelow, BigDecimal exhaustedBelow, boolean freeze) {}
