/** The collector on each node: whose telemetry is, what may leave, and where it goes. */
package dev.signalbox.compile.pipeline.agent;
