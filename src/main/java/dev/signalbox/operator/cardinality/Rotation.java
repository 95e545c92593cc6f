package dev.signalbox.operator.cardinality;

import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.cardinality.SeriesDetail;
import dev.signalbox.cardinality.usage.Usage;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.operator.evidence.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Closer looks, one service after the other, as far as queries are left; who was never looked at comes first. */
final class Rotation {
    private static final Duration AGAIN = Duration.ofMinutes(15);

    /** Of a service that is not near its limit, and of which only a metric could be above one. */
    private static final Duration SELDOM = Duration.ofHours(2);

    /** Queries for closer looks. */
    private static final double PER_MINUTE = 10;

    /** One look of a service. */
    private static final double MOST = 40;

    /** From where on a service is looked at, and where it no longer is. */
    private static final double HALF = 0.5;

    private static final double NO_LONGER_HALF = 0.45;

    /** A look is old when there is so much more or less than it saw. */
    private static final double MOVED = 0.1;

    private final Allowance allowance = new Allowance(PER_MINUTE, MOST);
    private final Map<ServiceKey, Seen> seen = new HashMap<>();

    /** @param series how many there were then */
    private record Seen(SeriesDetail detail, boolean whole, long series, Instant at) {}

    /** One that may be looked at. */
    private record Candidate(Counted service, boolean whole, long series, Optional<Seen> before) {
        private static final Comparator<Candidate> URGENCY = Comparator.comparing(
                        (Candidate candidate) -> !candidate.whole())
                .thenComparing(candidate -> candidate.before().map(Seen::at).orElse(Instant.EPOCH))
                .thenComparing(candidate -> candidate.service().key());

        /** @param advisable it is known what could be dropped */
        boolean isDue(boolean advisable, Instant now) {
            return before.isEmpty()
                    || whole && advisable && before.get().detail().advice().isEmpty()
                    || whole && !before.get().whole()
                    || Math.abs(series - before.get().series())
                            > MOVED * before.get().series()
                    || !now.isBefore(before.get().at().plus(whole ? AGAIN : SELDOM));
        }
    }

    /** What was found; nothing where there was no look, or is no reason for one any more. */
    Optional<SeriesDetail> of(ServiceKey service) {
        return Optional.ofNullable(seen.get(service)).map(Seen::detail);
    }

    /** Looks on. A server that does not answer is left in peace until the next turn. */
    void turn(
            PrometheusHttp server,
            List<Counted> services,
            Function<Counted, Optional<Long>> series,
            Optional<Usage> usage,
            Instant now) {
        allowance.earn(now);
        List<Candidate> candidates = services.stream()
                .flatMap(service -> series.apply(service).flatMap(count -> candidate(service, count)).stream())
                .sorted(Candidate.URGENCY)
                .toList();
        seen.keySet()
                .retainAll(candidates.stream()
                        .map(candidate -> candidate.service().key())
                        .collect(Collectors.toSet()));
        for (Candidate candidate : candidates) {
            if (candidate.isDue(usage.isPresent(), now) && allowance.isLeft() && !look(server, candidate, usage, now)) {
                return;
            }
        }
    }

    private boolean look(PrometheusHttp server, Candidate candidate, Optional<Usage> usage, Instant now) {
        Optional<SeriesDetail> found =
                new CloserLook(server, allowance, candidate.service(), usage).look(candidate.whole(), now);
        found.ifPresent(detail ->
                seen.put(candidate.service().key(), new Seen(detail, candidate.whole(), candidate.series(), now)));
        return found.isPresent();
    }

    private Optional<Candidate> candidate(Counted service, long series) {
        Optional<Seen> before = Optional.ofNullable(seen.get(service.key()));
        SeriesLimits limits = service.service().metrics().limits();
        double from = before.filter(Seen::whole).isPresent() ? NO_LONGER_HALF : HALF;
        boolean whole = series > from * limits.series();
        return whole || series > limits.perMetric()
                ? Optional.of(new Candidate(service, whole, series, before))
                : Optional.empty();
    }
}
