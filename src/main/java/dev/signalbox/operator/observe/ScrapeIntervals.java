package dev.signalbox.operator.observe;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.Sample;
import dev.signalbox.model.ResourceName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Whether series are scraped as often as their ledgers take it: asked for a few SLOs in each round, in turn. */
final class ScrapeIntervals {
    private static final int IN_ONE_ROUND = 4;

    private final NavigableMap<ResourceName, Other> others = new TreeMap<>();
    private Optional<ResourceName> last = Optional.empty();

    private record Other(ScrapeProbe probe, Duration interval) {}

    /** Nothing that was heard counts any more. */
    void startOver() {
        others.clear();
        last = Optional.empty();
    }

    /**
     * The intervals that are not those of the ledgers, as far as they are known.
     *
     * @param probes of all SLOs
     */
    Map<ResourceName, Duration> ask(NavigableMap<ResourceName, ScrapeProbe> probes, QueryServer server) {
        others.entrySet().removeIf(other -> !other.getValue().probe().equals(probes.get(other.getKey())));
        for (int i = 0; i < Math.min(IN_ONE_ROUND, probes.size()); i++) {
            Map.Entry<ResourceName, ScrapeProbe> next =
                    last.map(probes::higherEntry).orElseGet(probes::firstEntry);
            last = Optional.of(next.getKey());
            if (server.query(next.getValue().query()) instanceof Answer.Given<List<Sample>>(List<Sample> samples)) {
                samples.stream()
                        .findFirst()
                        .flatMap(sample -> next.getValue().otherThanAssumed(sample.value()))
                        .ifPresentOrElse(
                                interval -> others.put(next.getKey(), new Other(next.getValue(), interval)),
                                () -> others.remove(next.getKey()));
            }
        }
        Map<ResourceName, Duration> intervals = new TreeMap<>();
        others.forEach((slo, other) -> intervals.put(slo, other.interval()));
        return intervals;
    }
}
