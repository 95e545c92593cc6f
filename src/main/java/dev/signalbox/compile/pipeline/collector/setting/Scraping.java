package dev.signalbox.compile.pipeline.collector.setting;

import java.time.Duration;
import java.util.Optional;

/**
 * How often one that scrapes does so.
 *
 * @param collectionInterval between scrapes
 * @param initialDelay before the first; empty means 1 s
 * @param timeout of one; empty means none
 */
public record Scraping(Duration collectionInterval, Optional<Duration> initialDelay, Optional<Duration> timeout) {

    /** Every so often. */
    public static Scraping every(Duration interval) {
        return new Scraping(interval, Optional.empty(), Optional.empty());
    }
}
