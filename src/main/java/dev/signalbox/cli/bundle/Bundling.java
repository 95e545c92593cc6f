package dev.signalbox.cli.bundle;

import java.time.Duration;
import java.util.Optional;

/**
 * What is wanted of a bundle.
 *
 * @param namespace the operator's
 * @param since how far back logs go
 * @param profile how long each operator is profiled; nothing: it is not
 */
public record Bundling(String namespace, Duration since, Optional<Duration> profile) {}
