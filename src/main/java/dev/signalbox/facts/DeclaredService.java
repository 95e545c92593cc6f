package dev.signalbox.facts;

import java.time.Duration;
import java.util.Optional;

/**
 * What a {@code ServiceObservability} says of a service.
 *
 * @param service the {@code service.name}
 * @param team who owns it
 * @param tier 1 to 4, 1 the most important
 * @param scrapeInterval of its metrics
 */
public record DeclaredService(
        String service, Optional<String> team, Optional<Integer> tier, Optional<Duration> scrapeInterval) {}
