package dev.signalbox.model.retention;

import java.time.Duration;

/**
 * How long Loki keeps streams.
 *
 * @param selector matchers of labels in braces
 * @param priority of several rules that match a stream the highest wins, of equal ones the shortest
 * @param period at least a day
 */
public record StreamRule(String selector, int priority, Duration period) {}
