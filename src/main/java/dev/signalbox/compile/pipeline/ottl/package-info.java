/**
 * The OpenTelemetry Transformation Language, as much of it as is written here: paths, conditions and statements as values.
 * Text that a user typed becomes a literal in one place, {@link dev.signalbox.compile.pipeline.ottl.OttlPrinter}, and is
 * never part of the language.
 */
package dev.signalbox.compile.pipeline.ottl;
