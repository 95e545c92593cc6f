package dev.signalbox.cost;

import dev.signalbox.backend.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the answers say of each service. */
public final class VolumeReader {
    private static final double HOURS_A_MONTH = 730;
    private static final double SECONDS_AN_HOUR = 3600;
    private static final double GB = 1e9;
    private static final long WHOLE_HOURS = 720;

    /** An hour that a server was away is no reason to call a month an estimate. */
    private static final long NEARLY_WHOLE_HOURS = 700;

    private final Map<CostQuestion, List<Sample>> answers;
    private final Instant now;

    private VolumeReader(Map<CostQuestion, List<Sample>> answers, Instant now) {
        this.answers = answers;
        this.now = now;
    }

    /** By {@code namespace/service}; what is nobody's is under the empty name. */
    public static Map<String, Volume> read(Map<CostQuestion, List<Sample>> answers, Instant now) {
        VolumeReader reader = new VolumeReader(answers, now);
        Set<String> services = new TreeSet<>();
        for (CostQuestion question : List.of(CostQuestion.SERIES, CostQuestion.LOGS, CostQuestion.SPANS)) {
            services.addAll(reader.byService(question).keySet());
        }
        Map<String, Volume> volumes = new TreeMap<>();
        services.forEach(service -> volumes.put(service, reader.volume(service)));
        return volumes;
    }

    /** The one value of a question about everything. */
    public static Optional<Double> value(Map<CostQuestion, List<Sample>> answers, CostQuestion question) {
        return answers.getOrDefault(question, List.of()).stream()
                .map(Sample::value)
                .filter(Double::isFinite)
                .findFirst();
    }

    private Volume volume(String service) {
        Optional<Mean> series = mean(service, CostQuestion.SERIES, CostQuestion.SERIES_SINCE);
        Optional<Mean> logs = mean(service, CostQuestion.LOGS, CostQuestion.LOGS_SINCE);
        Optional<Mean> spans = mean(service, CostQuestion.SPANS, CostQuestion.SPANS_SINCE);
        boolean month = series.map(Mean::isOfAMonth).orElse(true)
                && logs.map(Mean::isOfAMonth).orElse(true)
                && spans.map(Mean::isOfAMonth).orElse(true);
        boolean bytes = logs.filter(mean -> mean.value() > 0).isPresent()
                || spans.filter(mean -> mean.value() > 0).isPresent();
        return new Volume(
                series.flatMap(mean -> Volume.whole(mean.value())),
                logs.flatMap(mean -> gigabytes(mean, CostQuestion.BYTES_OF_RECORD)),
                spans.flatMap(mean -> gigabytes(mean, CostQuestion.BYTES_OF_SPAN)),
                month && !bytes);
    }

    private record Mean(double value, long hours) {
        boolean isOfAMonth() {
            return hours >= NEARLY_WHOLE_HOURS;
        }
    }

    private Optional<Mean> mean(String service, CostQuestion sum, CostQuestion since) {
        return Optional.ofNullable(byService(sum).get(service)).map(total -> {
            double first = byService(since).getOrDefault(service, (double) now.getEpochSecond());
            long hours =
                    Duration.between(Instant.ofEpochSecond((long) first), now).toHours() + 1;
            long seen = Math.clamp(hours, 1, WHOLE_HOURS);
            return new Mean(total / seen, seen);
        });
    }

    private Optional<java.math.BigDecimal> gigabytes(Mean perSecond, CostQuestion size) {
        if (perSecond.value() <= 0) {
            return Optional.of(java.math.BigDecimal.ZERO);
        }
        return value(answers, size)
                .flatMap(bytes -> Volume.rounded(perSecond.value() * SECONDS_AN_HOUR * HOURS_A_MONTH * bytes / GB));
    }

    private Map<String, Double> byService(CostQuestion question) {
        Map<String, Double> values = new HashMap<>();
        answers.getOrDefault(question, List.of()).stream()
                .filter(sample -> Double.isFinite(sample.value()))
                .forEach(sample -> values.put(sample.labels().getOrDefault(CostQuestion.SERVICE, ""), sample.value()));
        return values;
    }
}
