package dev.signalbox.model.pipeline;

import java.time.Duration;

/**
 * A URL that is asked in turn, by a collector of the service's own namespace.
 *
 * @param name unique among the service's probes
 * @param url asked by GET
 * @param interval between two requests
 * @param expectStatus the HTTP status that means well
 */
public record HttpProbe(String name, String url, Duration interval, int expectStatus) {}
