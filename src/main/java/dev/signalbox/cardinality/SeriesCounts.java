package dev.signalbox.cardinality;

import dev.signalbox.backend.Sample;
import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import dev.signalbox.model.pipeline.ServiceKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Active series, by what they say whose they are.
 *
 * @param recorded what rules counted, however series came; by service
 * @param scraped what scrapes had; by job
 */
public record SeriesCounts(Map<String, Long> recorded, Map<String, Long> scraped) {
    public SeriesCounts {
        recorded = Map.copyOf(recorded);
        scraped = Map.copyOf(scraped);
    }

    /**
     * @param recorded the answer to {@link SeriesQueries#recorded}
     * @param scraped the answer to {@link SeriesQueries#scraped}
     */
    public static SeriesCounts of(List<Sample> recorded, List<Sample> scraped) {
        return new SeriesCounts(by(SeriesRules.SERVICE, recorded), by(SeriesQueries.JOB, scraped));
    }

    /**
     * Series of a service; nothing where nobody counted them.
     *
     * @param reduced an agent drops labels or metrics of it, so that a scrape has more than what is kept
     */
    public Optional<Long> of(ServiceKey service, boolean reduced) {
        Optional<Long> counted = Optional.ofNullable(recorded.get(service.toString()));
        Optional<Long> ofScrapes = Optional.ofNullable(scraped.get(service.toString()));
        if (counted.isPresent() || (recorded.isEmpty() && (reduced || ofScrapes.isEmpty()))) {
            return counted;
        }
        return reduced && ofScrapes.isPresent() ? Optional.empty() : Optional.of(ofScrapes.orElse(0L));
    }

    /** Scraped series that are of none of the services. */
    public long unattributed(Collection<ServiceKey> services) {
        Set<String> known = services.stream().map(ServiceKey::toString).collect(Collectors.toSet());
        return scraped.entrySet().stream()
                .filter(job -> !known.contains(job.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Names and whole numbers of an answer; what is not a number is not there. */
    static Map<String, Long> by(String label, List<Sample> samples) {
        return samples.stream()
                .filter(sample -> Double.isFinite(sample.value()))
                .collect(Collectors.toMap(
                        sample -> sample.labels().getOrDefault(label, ""),
                        sample -> Math.round(sample.value()),
                        Long::sum));
    }
}
