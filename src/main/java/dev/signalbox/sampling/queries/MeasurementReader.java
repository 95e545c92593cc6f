package dev.signalbox.sampling.queries;

import static dev.signalbox.sampling.queries.Quantity.BURN_RATE_AGE;
import static dev.signalbox.sampling.queries.Quantity.BURN_RATE_LONG;
import static dev.signalbox.sampling.queries.Quantity.BURN_RATE_SHORT;
import static dev.signalbox.sampling.queries.Quantity.ERRORS_LONG;
import static dev.signalbox.sampling.queries.Quantity.ERRORS_SHORT;
import static dev.signalbox.sampling.queries.Quantity.GATEWAY_NEW_TRACES;
import static dev.signalbox.sampling.queries.Quantity.KEPT;
import static dev.signalbox.sampling.queries.Quantity.KEPT_AGE;
import static dev.signalbox.sampling.queries.Quantity.KEPT_BY_KEEP;
import static dev.signalbox.sampling.queries.Quantity.NEW_TRACES;
import static dev.signalbox.sampling.queries.Quantity.RECEIVED;
import static dev.signalbox.sampling.queries.Quantity.RECEIVED_AGE;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.Sample;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.sampling.Measurements;
import dev.signalbox.sampling.Measurements.OfService;
import dev.signalbox.sampling.Reading;
import dev.signalbox.sampling.Windows;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns answers into measurements.
 *
 * <p>What collectors count has no series before the first span of its kind. So a service that is received and has no
 * series of errors has no errors, and one that is not kept while others are has nothing kept; but a query that wasn't
 * answered says nothing, and gateways of which nothing at all is seen are taken for not measured.
 */
public final class MeasurementReader {
    private final Map<Quantity, Answer<List<Sample>>> answers;

    private MeasurementReader(Map<Quantity, Answer<List<Sample>>> answers) {
        this.answers = answers;
    }

    /** @param answers to the queries; one that was not asked counts as not answered */
    public static Measurements read(Map<Quantity, Answer<List<Sample>>> answers) {
        MeasurementReader reader = new MeasurementReader(answers);
        return new Measurements(reader.services(), reader.burnRates());
    }

    /** Traces a second that are new to the busiest gateway; nothing: not known. */
    public static OptionalDouble gatewayNewTraces(Map<Quantity, Answer<List<Sample>>> answers) {
        return new MeasurementReader(answers)
                .samples(GATEWAY_NEW_TRACES)
                .flatMap(samples -> samples.stream()
                        .map(Sample::value)
                        .filter(MeasurementReader::counts)
                        .findFirst())
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    private Map<ServiceKey, OfService> services() {
        Map<ServiceKey, Double> received =
                values(RECEIVED, MeasurementReader::service).orElse(Map.of());
        Map<ServiceKey, Double> ages =
                values(RECEIVED_AGE, MeasurementReader::service).orElse(Map.of());
        Function<Quantity, Function<ServiceKey, Optional<Double>>> zeroWhereNone = quantity -> {
            Optional<Map<ServiceKey, Double>> values = values(quantity, MeasurementReader::service);
            return service -> values.map(known -> known.getOrDefault(service, 0.0));
        };
        Optional<Duration> gatewaysAge = values(KEPT_AGE, _ -> Optional.of(KEPT_AGE))
                .flatMap(age -> Optional.ofNullable(age.get(KEPT_AGE)))
                .map(MeasurementReader::seconds);
        Function<ServiceKey, Optional<Double>> kept = zeroWhereNone.apply(KEPT);
        Function<ServiceKey, Optional<Double>> keptByKeep = zeroWhereNone.apply(KEPT_BY_KEEP);
        Function<ServiceKey, Optional<Double>> newTraces = zeroWhereNone.apply(NEW_TRACES);
        Function<ServiceKey, Optional<Double>> errorsShort = zeroWhereNone.apply(ERRORS_SHORT);
        Function<ServiceKey, Optional<Double>> errorsLong = zeroWhereNone.apply(ERRORS_LONG);

        Map<ServiceKey, OfService> services = new HashMap<>();
        received.forEach((service, spans) -> {
            Optional<Duration> age = Optional.ofNullable(ages.get(service)).map(MeasurementReader::seconds);
            services.put(
                    service,
                    new OfService(
                            reading(Optional.of(spans), age),
                            reading(kept.apply(service), gatewaysAge),
                            reading(keptByKeep.apply(service), gatewaysAge),
                            reading(newTraces.apply(service), age),
                            new Windows(
                                    reading(errorsShort.apply(service), age),
                                    reading(errorsLong.apply(service), age))));
        });
        return services;
    }

    private Map<ResourceName, Windows> burnRates() {
        Map<ResourceName, Double> shortWindow =
                values(BURN_RATE_SHORT, MeasurementReader::slo).orElse(Map.of());
        Map<ResourceName, Double> longWindow =
                values(BURN_RATE_LONG, MeasurementReader::slo).orElse(Map.of());
        return values(BURN_RATE_AGE, MeasurementReader::slo).orElse(Map.of()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> {
                    Optional<Duration> age = Optional.of(seconds(entry.getValue()));
                    return new Windows(
                            reading(Optional.ofNullable(shortWindow.get(entry.getKey())), age),
                            reading(Optional.ofNullable(longWindow.get(entry.getKey())), age));
                }));
    }

    private static Optional<Reading> reading(Optional<Double> value, Optional<Duration> age) {
        return value.flatMap(known -> age.map(old -> new Reading(known, old)));
    }

    /** What an answer says of each of its keys; where one stands twice, the larger. Nothing: not answered. */
    private <K> Optional<Map<K, Double>> values(Quantity quantity, Function<Sample, Optional<K>> key) {
        return samples(quantity).map(samples -> {
            Map<K, Double> values = new HashMap<>();
            samples.stream().filter(sample -> counts(sample.value())).forEach(sample -> key.apply(sample)
                    .ifPresent(known -> values.merge(known, sample.value(), Math::max)));
            return values;
        });
    }

    private Optional<List<Sample>> samples(Quantity quantity) {
        return answers.get(quantity) instanceof Answer.Given<List<Sample>> given
                ? Optional.of(given.value())
                : Optional.empty();
    }

    /** A ratio of nothing to nothing is NaN. */
    private static boolean counts(double value) {
        return Double.isFinite(value);
    }

    private static Duration seconds(double age) {
        return Duration.ofMillis(Math.round(Math.max(0, age) * 1000));
    }

    /** A namespace has no slash; a service may. */
    private static Optional<ServiceKey> service(Sample sample) {
        String value = sample.labels().getOrDefault(SpanMetrics.SERVICE, "");
        int slash = value.indexOf('/');
        return slash < 1 || slash == value.length() - 1
                ? Optional.empty()
                : Optional.of(new ServiceKey(value.substring(0, slash), value.substring(slash + 1)));
    }

    private static Optional<ResourceName> slo(Sample sample) {
        String namespace = sample.labels().getOrDefault(Quantity.Labels.NAMESPACE, "");
        String name = sample.labels().getOrDefault(Quantity.Labels.SLO_NAME, "");
        return namespace.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ResourceName(namespace, name));
    }
}
