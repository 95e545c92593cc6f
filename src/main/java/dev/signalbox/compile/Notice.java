package dev.signalbox.compile;

/**
 * Something that its owner should know although the resource works.
 *
 * @param reason a word in CamelCase, as in a condition
 * @param message one sentence for people
 */
public record Notice(String reason, String message) {}
