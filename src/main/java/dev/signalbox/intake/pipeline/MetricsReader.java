package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.ServiceMetrics;
import dev.signalbox.api.v1alpha1.ServiceMetrics.ScrapeBy;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.Cardinality;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.OnExceeded;
import dev.signalbox.intake.DurationFields;
import dev.signalbox.intake.Findings;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.MetricCollection.GaugeMerge;
import dev.signalbox.model.pipeline.MetricCollection.Scrape;
import dev.signalbox.model.pipeline.MetricCollection.Scraper;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code spec.metrics} and {@code spec.cardinality} of a {@code ServiceObservability}. */
final class MetricsReader {
    private static final String PATH = "spec.metrics";
    private static final String DEFAULT_PATH = "/metrics";
    private static final Pattern ABSOLUTE = Pattern.compile("/\\S*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** What Kubernetes allows as the name of a port: RFC 6335, section 5.1. */
    private static final Pattern PORT_NAME = Pattern.compile("(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*");

    private static final ServiceMetrics NOTHING_SAID = new ServiceMetrics(null, null, null, null, null);
    private static final int MOST_SERIES = 100_000_000;
    private static final int MOST_LABEL_VALUES = 10_000_000;

    private MetricsReader() {}

    static MetricCollection read(ServiceMetrics written, Cardinality cardinality, Findings findings) {
        ServiceMetrics metrics = Optional.ofNullable(written).orElse(NOTHING_SAID);
        ListItems.requireDistinct(
                PATH + ".scrape",
                metrics.scrape(),
                scrape -> scrape.port() + Optional.ofNullable(scrape.path()).orElse(DEFAULT_PATH),
                "port and path",
                findings);
        Set<String> dropLabels = DroppableLabels.read(PATH + ".dropLabels", metrics.dropLabels(), findings);
        findings.require(
                dropLabels.isEmpty() || metrics.scrapeBy() == null || metrics.scrapeBy() == ScrapeBy.AGENT,
                PATH + ".scrapeBy",
                "must be Agent where dropLabels is set, because a monitor can't merge what is left",
                "write scrapeBy: Agent, or leave it out");
        ListItems.read(PATH + ".dropMetrics", metrics.dropMetrics(), findings, (at, pattern) -> {
            RegexFields.holds(at, pattern, "write e.g. \"go_gc_.*\"", findings);
            return Optional.empty();
        });
        return new MetricCollection(
                ListItems.read(
                        PATH + ".scrape", metrics.scrape(), findings, (at, scrape) -> scrape(at, scrape, findings)),
                Optional.ofNullable(metrics.scrapeBy()).map(MetricsReader::scraper),
                dropLabels,
                Optional.ofNullable(metrics.mergeGauges()).map(MetricsReader::gaugeMerge),
                new HashSet<>(ListItems.given(metrics.dropMetrics())),
                limits(cardinality, findings));
    }

    private static Optional<Scrape> scrape(String path, ServiceMetrics.Scrape written, Findings findings) {
        String port = Optional.ofNullable(written.port()).orElse("");
        boolean legal = DIGITS.matcher(port).matches()
                ? Address.isPort(port)
                : PORT_NAME.matcher(port).matches();
        findings.require(
                legal,
                path + ".port",
                "must be the name of a container port or a number from 1 to 65535, was \"%s\"".formatted(port),
                "write e.g. metrics");
        String page = Optional.ofNullable(written.path()).orElse(DEFAULT_PATH);
        findings.require(
                ABSOLUTE.matcher(page).matches(),
                path + ".path",
                "must be a path that begins with /, was \"%s\"".formatted(page),
                "write e.g. /metrics");
        return Optional.of(
                new Scrape(port, page, DurationFields.positive(path + ".interval", written.interval(), findings)));
    }

    private static Scraper scraper(ScrapeBy written) {
        return switch (written) {
            case AGENT -> Scraper.AGENT;
            case POD_MONITOR -> Scraper.POD_MONITOR;
            case SERVICE_MONITOR -> Scraper.SERVICE_MONITOR;
        };
    }

    private static GaugeMerge gaugeMerge(ServiceMetrics.MergeGauges written) {
        return switch (written) {
            case MAX -> GaugeMerge.MAX;
            case MEAN -> GaugeMerge.MEAN;
        };
    }

    private static SeriesLimits limits(Cardinality written, Findings findings) {
        if (written == null) {
            return SeriesLimits.DEFAULT;
        }
        String path = "spec.cardinality.";
        return new SeriesLimits(
                NumberFields.within(1, MOST_SERIES, path + "seriesLimit", written.seriesLimit(), findings)
                        .orElse(SeriesLimits.DEFAULT.series()),
                NumberFields.within(
                                1, MOST_SERIES, path + "seriesPerMetricLimit", written.seriesPerMetricLimit(), findings)
                        .orElse(SeriesLimits.DEFAULT.perMetric()),
                NumberFields.within(
                                1, MOST_LABEL_VALUES, path + "labelValuesLimit", written.labelValuesLimit(), findings)
                        .orElse(SeriesLimits.DEFAULT.labelValues()),
                written.onExceeded() == OnExceeded.LIMIT);
    }
}
