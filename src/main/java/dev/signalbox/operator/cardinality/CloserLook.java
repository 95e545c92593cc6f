package dev.signalbox.operator.cardinality;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.LabelValues;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.MetricSeries;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.LabelServer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.cardinality.Advisor;
import dev.signalbox.cardinality.Advisor.Drop;
import dev.signalbox.cardinality.LabelRoles;
import dev.signalbox.cardinality.SeriesAnswers;
import dev.signalbox.cardinality.SeriesDetail;
import dev.signalbox.cardinality.SeriesDetail.Widest;
import dev.signalbox.cardinality.SeriesQueries;
import dev.signalbox.cardinality.usage.Usage;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.operator.evidence.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One look at the series of one service, question by question; it ends at the first that is not answered. */
final class CloserLook {
    private static final Duration LATELY = Duration.ofHours(1);

    private final QueryServer queries;
    private final LabelServer labels;
    private final Allowance allowance;
    private final Counted service;
    private final Optional<Usage> usage;

    /**
     * @param allowance of which each question takes
     * @param usage nothing: no advice, as somebody may need what would be dropped
     */
    <S extends QueryServer & LabelServer> CloserLook(
            S server, Allowance allowance, Counted service, Optional<Usage> usage) {
        this.queries = server;
        this.labels = server;
        this.allowance = allowance;
        this.service = service;
        this.usage = usage;
    }

    /**
     * What was found; nothing where the server could not be asked.
     *
     * @param whole labels too, and what to drop
     */
    Optional<SeriesDetail> look(boolean whole, Instant now) {
        try {
            List<MetricSeries> metrics = SeriesAnswers.metrics(given(queries.query(SeriesQueries.byMetric(key()))));
            return Optional.of(
                    whole
                            ? withLabels(metrics, now)
                            : new SeriesDetail(metrics, Optional.empty(), Optional.empty(), Optional.empty()));
        } catch (NotAnswered e) {
            return Optional.empty();
        }
    }

    private SeriesDetail withLabels(List<MetricSeries> metrics, Instant now) throws NotAnswered {
        List<String> names =
                LabelRoles.counted(given(labels.labels(SeriesQueries.selector(key()), now.minus(LATELY), now)));
        List<LabelValues> values = names.isEmpty()
                ? List.of()
                : SeriesAnswers.labels(given(queries.query(SeriesQueries.values(key(), names))));
        return new SeriesDetail(metrics, Optional.of(values), widest(values), advice(metrics, values));
    }

    /** The label and metric with the most values above the limit; in one metric a label has no more than in all. */
    private Optional<Widest> widest(List<LabelValues> values) throws NotAnswered {
        long limit = service.service().metrics().limits().labelValues();
        List<String> suspects = LabelRoles.measured(
                values.stream().filter(label -> label.values() > limit).toList(), List.of());
        List<Widest> found = new ArrayList<>();
        for (String label : suspects) {
            SeriesAnswers.byMetric(given(queries.query(SeriesQueries.valuesByMetric(key(), label))))
                    .forEach((metric, count) -> found.add(new Widest(metric, label, count)));
        }
        return found.stream()
                .filter(one -> one.values() > limit)
                .min(Comparator.comparing(Widest::values)
                        .reversed()
                        .thenComparing(Widest::label)
                        .thenComparing(Widest::metric));
    }

    private Optional<List<Advice>> advice(List<MetricSeries> metrics, List<LabelValues> values) throws NotAnswered {
        if (usage.isEmpty()) {
            return Optional.empty();
        }
        Advisor advisor = new Advisor(service.service(), usage.get(), metrics);
        Map<Drop, Long> saved = new LinkedHashMap<>();
        for (String label :
                LabelRoles.measured(values, service.service().metrics().dropLabels())) {
            Set<String> carriers = SeriesAnswers.byMetric(given(queries.query(SeriesQueries.carriers(key(), label))))
                    .keySet();
            Optional<Drop> drop = advisor.drop(label, carriers);
            long series = drop.isPresent() ? saved(drop.get()) : 0;
            if (series > 0) {
                saved.put(drop.get(), series);
            }
        }
        Optional<Drop> together = advisor.together(saved.keySet());
        if (together.isPresent()) {
            saved.put(together.get(), saved(together.get()));
        }
        return Optional.of(advisor.advice(saved));
    }

    private long saved(Drop drop) throws NotAnswered {
        return SeriesAnswers.number(given(queries.query(SeriesQueries.saved(key(), drop.metrics(), drop.labels()))));
    }

    private ServiceKey key() {
        return service.key();
    }

    private <T> T given(Answer<T> answer) throws NotAnswered {
        allowance.spend();
        return switch (answer) {
            case Answer.Given<T>(T value) -> value;
            case Answer.Unavailable<T> _ -> throw new NotAnswered();
        };
    }

    /** The rest of the look is of no use. */
    private static final class NotAnswered extends Exception {
        private static final long serialVersionUID = 1;
    }
}
