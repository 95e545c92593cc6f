package dev.signalbox.compile.pipeline.ottl;

import java.util.Optional;

/**
 * A change, and when it is made.
 *
 * @param edit the change
 * @param where what must hold; empty means always
 */
public record Statement(Edit edit, Optional<Condition> where) {}
