package dev.signalbox.sidecar;

import dev.signalbox.sidecar.Found.CollectorProcess;
import java.time.Instant;

/**
 * Content that a service was proved to run with.
 *
 * @param hash of the content
 * @param process that runs it
 * @param service since when it is ready, which tells it from others in this process
 */
public record Effect(String hash, CollectorProcess process, Instant service) {}
