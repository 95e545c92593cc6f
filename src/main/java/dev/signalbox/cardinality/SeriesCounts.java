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
 * @param remainder what rules counted of all else; nothing where they did not count every part
 * @param scraped what scrapes had; by job
 */
public record SeriesCounts(Map<String, Long> recorded, Optional<Long> remainder, Map<String, Long> scraped) {
    public SeriesCounts {
        recorded = Map.copyOf(recorded);
        scraped = Map.copyOf(scraped);
    }

    /**
     * @param recorded the answer to {@link SeriesQueries#recorded}
     * @param unattributed the answer to {@link SeriesQueries#unattributed}
     * @param scraped the answer to {@link SeriesQueries#scraped}
     */
    public static SeriesCounts of(List<Sample> recorded, List<Sample> unattributed, List<Sample> scraped) {
        Map<String, Long> parts = by(SeriesRules.PART, unattributed);
        return new SeriesCounts(
                by(SeriesRules.SERVICE, recorded),
                parts.size() == SeriesRules.PARTS ? Optional.of(sum(parts.values())) : Optional.empty(),
                by(SeriesQueries.JOB, scraped));
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

    /** Series that are of none of the services; only those that were scraped, where no rules count the others. */
    public long unattributed(Collection<ServiceKey> services) {
        Set<String> known = services.stream().map(ServiceKey::toString).collect(Collectors.toSet());
        return remainder.map(counted -> counted + others(recorded, known)).orElseGet(() -> others(scraped, known));
    }

    private static long others(Map<String, Long> counts, Set<String> known) {
        return sum(counts.entrySet().stream()
                .filter(count -> !known.contains(count.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
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
