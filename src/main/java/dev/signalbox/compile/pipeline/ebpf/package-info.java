/** Telemetry of pods that send none, made on their node by looking at what they do. */
package dev.signalbox.compile.pipeline.ebpf;
