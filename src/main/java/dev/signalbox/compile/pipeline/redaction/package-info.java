/** What is masked in telemetry before it leaves a node, and where. */
package dev.signalbox.compile.pipeline.redaction;
