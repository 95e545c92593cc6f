/** Reads what resources say of telemetry: services, sampling, and the stack that carries it all. */
package dev.signalbox.intake.pipeline;
