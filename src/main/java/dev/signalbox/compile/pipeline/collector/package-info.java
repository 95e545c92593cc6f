/**
 * The OpenTelemetry collector's own configuration as values, so that an unknown or misplaced field can't be written. Knows
 * nothing of our resources. Below it the components, each record with the names and units of the pinned version: a field
 * is its component in {@code snake_case}, an empty {@link java.util.Optional} or collection is not written, and then the
 * collector's default holds.
 */
package dev.signalbox.compile.pipeline.collector;
