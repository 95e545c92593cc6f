/** Services whose telemetry somebody else makes for them. */
package dev.signalbox.compile.pipeline.instrumentation;
