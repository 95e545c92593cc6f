package dev.signalbox.sidecar;

import java.time.Instant;

/**
 * One look at the pod. Health is asked before the content is read: then what was read when the service became ready is what
 * is still there.
 *
 * @param at when
 * @param found the collector's process
 * @param health what it says
 * @param content what is in the watched directory
 */
public record Observation(Instant at, Found found, Health health, Content content) {}
