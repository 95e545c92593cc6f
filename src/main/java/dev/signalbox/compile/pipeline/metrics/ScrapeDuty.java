package dev.signalbox.compile.pipeline.metrics;

import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.pipeline.MetricCollection.Scraper;
import dev.signalbox.model.pipeline.TelemetryService;

/** Who scrapes a service. */
public final class ScrapeDuty {
    private ScrapeDuty() {}

    /**
     * Whom its owner says; else the agent, where labels are to be merged, which no monitor can, or where the cluster has no
     * monitors.
     */
    public static Scraper of(TelemetryService service, ClusterFacts facts) {
        boolean agentOnly = !service.metrics().dropLabels().isEmpty() || !facts.serves(ServedKind.POD_MONITOR);
        return service.metrics().scraper().orElse(agentOnly ? Scraper.AGENT : Scraper.POD_MONITOR);
    }
}
