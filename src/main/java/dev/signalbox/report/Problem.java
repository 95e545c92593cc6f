package dev.signalbox.report;

/**
 * A condition that is not as it should be.
 *
 * @param type of the condition
 * @param reason a word
 * @param message for people
 */
public record Problem(String type, String reason, String message) {}
