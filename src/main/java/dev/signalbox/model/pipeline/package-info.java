/** Telemetry as its owners mean it: services, which traces are kept, and the stack that carries it all. */
package dev.signalbox.model.pipeline;
