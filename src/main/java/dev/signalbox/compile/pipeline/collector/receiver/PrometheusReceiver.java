package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import java.util.List;

/** @param config what is scraped, in Prometheus' own form */
public record PrometheusReceiver(Config config) implements Component.Receiver {

    /** @param scrapeConfigs each under a name of its own */
    public record Config(List<ScrapeConfig> scrapeConfigs) {
        /** Refuses two of one name, as Prometheus does. */
        public Config {
            scrapeConfigs = List.copyOf(scrapeConfigs);
            if (scrapeConfigs.stream().map(ScrapeConfig::jobName).distinct().count() != scrapeConfigs.size()) {
                throw new IllegalArgumentException("must have different names, was "
                        + scrapeConfigs.stream().map(ScrapeConfig::jobName).toList());
            }
        }
    }

    /** Scrapes some jobs. */
    public static PrometheusReceiver of(List<ScrapeConfig> scrapeConfigs) {
        return new PrometheusReceiver(new Config(scrapeConfigs));
    }

    @Override
    public ComponentType type() {
        return ComponentType.PROMETHEUS_RECEIVER;
    }
}
