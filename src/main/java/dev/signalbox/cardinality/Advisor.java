package dev.signalbox.cardinality;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.MetricSeries;
import dev.signalbox.cardinality.usage.Usage;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.MetricCollection.Scraper;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a service's series could be dropped without anybody missing it: labels and metrics that nothing reads which was
 * looked at. What a label saves is measured over exactly those metrics that agents merge.
 */
public final class Advisor {
    /** Not worth a change. */
    private static final long FEWEST_SERIES = 10;

    /** More names don't fit into a question. */
    private static final int MOST_METRICS = 100;

    /** What Prometheus writes of a scrape, what rules record, and what collectors make: no field of a service drops it. */
    private static final Pattern NOT_THE_APPLICATIONS = Pattern.compile(
            "up|target_info|scrape_.*|ALERTS.*|.*:.*|(?:signalbox|traces_span_metrics|k8s|container|httpcheck)_.*");

    private static final Pattern PART = Pattern.compile("_(?:bucket|sum|count)$");

    private final TelemetryService service;
    private final Usage usage;
    private final List<MetricSeries> metrics;
    private final Set<String> names;

    /** @param metrics all of the service's, the largest first */
    public Advisor(TelemetryService service, Usage usage, List<MetricSeries> metrics) {
        this.service = service;
        this.usage = usage;
        this.metrics = List.copyOf(metrics);
        this.names = metrics.stream().map(MetricSeries::name).collect(Collectors.toSet());
    }

    /**
     * What dropping labels together would do.
     *
     * @param labels sorted
     * @param metrics that have one of them and that agents merge; sorted
     */
    public record Drop(SortedSet<String> labels, SortedSet<String> metrics) {
        /** Both at once. */
        Drop and(Drop other) {
            return new Drop(union(labels, other.labels), union(metrics, other.metrics));
        }

        private static SortedSet<String> union(Collection<String> one, Collection<String> other) {
            SortedSet<String> all = new TreeSet<>(one);
            all.addAll(other);
            return all;
        }
    }

    /** A label that nobody needs; nothing where somebody does, or it is on nothing that agents merge. */
    public Optional<Drop> drop(String label, Collection<String> carriers) {
        boolean needed = carriers.stream()
                .filter(metric -> loses(metric))
                .anyMatch(metric -> usage.isRead(job(), metric, label));
        SortedSet<String> merged =
                carriers.stream().filter(this::isMerged).collect(Collectors.toCollection(TreeSet::new));
        return needed || merged.isEmpty() || merged.size() > MOST_METRICS
                ? Optional.empty()
                : Optional.of(new Drop(new TreeSet<>(Set.of(label)), merged));
    }

    /** All of them at once, as their savings don't add up; nothing for fewer than two. */
    public Optional<Drop> together(Collection<Drop> drops) {
        return drops.size() < 2
                ? Optional.empty()
                : drops.stream().reduce(Drop::and).filter(all -> all.metrics().size() <= MOST_METRICS);
    }

    /** @param saved series that each saves */
    public List<Advice> advice(Map<Drop, Long> saved) {
        Stream<Advice> labels = saved.entrySet().stream().map(drop -> labels(drop.getKey(), drop.getValue()));
        return Stream.concat(labels, metrics())
                .filter(advice -> advice.seriesSaved() >= FEWEST_SERIES)
                .sorted(Comparator.comparing(Advice::seriesSaved).reversed().thenComparing(Advice::change))
                .toList();
    }

    private Advice labels(Drop drop, long saved) {
        MetricCollection now = service.metrics();
        SortedSet<String> all = new TreeSet<>(now.dropLabels());
        all.addAll(drop.labels());
        boolean byMonitor =
                now.scraper().filter(scraper -> scraper != Scraper.AGENT).isPresent();
        return new Advice(
                null,
                drop.labels().size() == 1 ? drop.labels().first() : null,
                "spec.metrics.dropLabels: [%s]%s"
                        .formatted(String.join(", ", all), byMonitor ? "; spec.metrics.scrapeBy: Agent" : ""),
                saved,
                verified());
    }

    /** Whole metrics, and histograms with all their parts; only of scrapes, whose names are those that are dropped by. */
    private Stream<Advice> metrics() {
        if (service.metrics().scrapes().isEmpty()) {
            return Stream.empty();
        }
        Map<String, List<MetricSeries>> families = new TreeMap<>();
        metrics.stream().filter(metric -> isTheApplications(metric.name())).forEach(metric -> families.computeIfAbsent(
                        family(metric.name()), _ -> new ArrayList<>())
                .add(metric));
        return families.entrySet().stream()
                .filter(family -> family.getValue().stream().noneMatch(metric -> usage.isRead(job(), metric.name())))
                .map(family -> metric(family.getKey(), family.getValue()));
    }

    private Advice metric(String family, List<MetricSeries> parts) {
        SortedSet<String> all = new TreeSet<>(service.metrics().dropMetrics());
        all.add(
                parts.size() == 1 && parts.getFirst().name().equals(family)
                        ? family
                        : family + "(_bucket|_sum|_count)?");
        return new Advice(
                family,
                null,
                "spec.metrics.dropMetrics: [%s]"
                        .formatted(all.stream()
                                .map(pattern -> "\"" + pattern.replace("\\", "\\\\") + "\"")
                                .collect(Collectors.joining(", "))),
                parts.stream().mapToLong(MetricSeries::series).sum(),
                verified());
    }

    private dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Usage verified() {
        return usage.unread().isEmpty()
                ? dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Usage.VERIFIED
                : dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Usage.UNVERIFIED;
    }

    /** Counters and histograms are; gauges that are merged are not counted, as no name tells them from what is not. */
    private boolean isMerged(String metric) {
        return isTheApplications(metric) && (metric.endsWith("_total") || isOfHistogram(metric));
    }

    private boolean loses(String metric) {
        return isMerged(metric)
                || (isTheApplications(metric) && service.metrics().mergeGauges().isPresent());
    }

    private boolean isOfHistogram(String metric) {
        return PART.matcher(metric).find() && names.contains(stem(metric) + "_bucket");
    }

    /** The name of a histogram or summary for its parts, as it is one metric where it is dropped; any other's own. */
    private String family(String metric) {
        String stem = stem(metric);
        boolean summary = names.contains(stem + "_sum") && names.contains(stem + "_count");
        return isOfHistogram(metric) || summary ? stem : metric;
    }

    private static String stem(String metric) {
        return PART.matcher(metric).replaceFirst("");
    }

    private static boolean isTheApplications(String metric) {
        return !NOT_THE_APPLICATIONS.matcher(metric).matches();
    }

    private String job() {
        return service.key().toString();
    }
}
