package dev.signalbox.sampling.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.Sample;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.sampling.Measurements;
import dev.signalbox.sampling.Measurements.OfService;
import dev.signalbox.sampling.Reading;
import dev.signalbox.sampling.Windows;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementReaderTest {
    private static final ServiceKey CHECKOUT = new ServiceKey("shop", "checkout");
    private final Map<Quantity, Answer<List<Sample>>> answers = new EnumMap<>(Quantity.class);

    @Test
    void readsAllOfAService() {
        given(Quantity.RECEIVED, of("shop/checkout", 30));
        given(Quantity.RECEIVED_AGE, of("shop/checkout", 15.5));
        given(Quantity.KEPT, of("shop/checkout", 6));
        given(Quantity.KEPT_AGE, new Sample(Map.of(), 20));
        given(Quantity.KEPT_BY_KEEP, of("shop/checkout", 3));
        given(Quantity.NEW_TRACES, of("shop/checkout", 2));
        given(Quantity.ERRORS_SHORT, of("shop/checkout", 10));
        given(Quantity.ERRORS_LONG, of("shop/checkout", 4));

        Duration age = Duration.ofMillis(15_500);
        assertThat(MeasurementReader.read(answers))
                .isEqualTo(new Measurements(
                        Map.of(
                                CHECKOUT,
                                new OfService(
                                        Optional.of(new Reading(30, age)),
                                        Optional.of(new Reading(6, Duration.ofSeconds(20))),
                                        Optional.of(new Reading(3, Duration.ofSeconds(20))),
                                        Optional.of(new Reading(2, age)),
                                        new Windows(
                                                Optional.of(new Reading(10, age)), Optional.of(new Reading(4, age))))),
                        Map.of()));
    }

    @Test
    void noSeriesIsNothingOfIt() {
        given(Quantity.RECEIVED, of("shop/checkout", 30));
        given(Quantity.RECEIVED_AGE, of("shop/checkout", 0));
        given(Quantity.KEPT, of("shop/other", 6));
        given(Quantity.KEPT_AGE, new Sample(Map.of(), 0));
        given(Quantity.KEPT_BY_KEEP);
        given(Quantity.NEW_TRACES);
        given(Quantity.ERRORS_SHORT, of("shop/checkout", Double.NaN));
        given(Quantity.ERRORS_LONG);

        OfService checkout = MeasurementReader.read(answers).services().get(CHECKOUT);

        assertThat(checkout.kept()).contains(Reading.now(0));
        assertThat(checkout.keptByKeep()).contains(Reading.now(0));
        assertThat(checkout.newTraces()).contains(Reading.now(0));
        assertThat(checkout.errorPercent()).isEqualTo(Windows.now(0, 0));
    }

    @Test
    void noAnswerIsNotNothing() {
        given(Quantity.RECEIVED, of("shop/checkout", 30));
        given(Quantity.RECEIVED_AGE, of("shop/checkout", 0));
        given(Quantity.KEPT);
        given(Quantity.KEPT_AGE);
        given(Quantity.KEPT_BY_KEEP);
        answers.put(Quantity.ERRORS_SHORT, new Answer.Unavailable<>("away"));
        given(Quantity.ERRORS_LONG);

        OfService checkout = MeasurementReader.read(answers).services().get(CHECKOUT);

        assertThat(checkout.kept()).as("of no gateway anything is seen").isEmpty();
        assertThat(checkout.keptByKeep()).isEmpty();
        assertThat(checkout.newTraces()).as("not asked").isEmpty();
        assertThat(checkout.errorPercent().shortWindow()).isEmpty();
    }

    @Test
    void burnRatesHaveTheirOwnAge() {
        Map<String, String> pay = Map.of("namespace", "shop", "slo", "pay");
        given(Quantity.BURN_RATE_SHORT, new Sample(pay, 20));
        given(Quantity.BURN_RATE_LONG, new Sample(pay, 15));
        given(Quantity.BURN_RATE_AGE, new Sample(pay, 400), new Sample(Map.of("slo", "nowhere"), 1));

        assertThat(MeasurementReader.read(answers).burnRates())
                .containsExactly(Map.entry(
                        new ResourceName("shop", "pay"),
                        new Windows(
                                Optional.of(new Reading(20, Duration.ofSeconds(400))),
                                Optional.of(new Reading(15, Duration.ofSeconds(400))))));
    }

    @Test
    void aServiceMayHaveASlashAndAKeyMustHaveOne() {
        given(Quantity.RECEIVED, of("shop/a/b", 1), of("nowhere", 1), of("/x", 1), of("shop/", 1));

        assertThat(MeasurementReader.read(answers).services()).containsOnlyKeys(new ServiceKey("shop", "a/b"));
    }

    @Test
    void theBusiestGatewayIsKnownOrNot() {
        assertThat(MeasurementReader.gatewayNewTraces(answers)).isEmpty();
        given(Quantity.GATEWAY_NEW_TRACES, new Sample(Map.of(), 3));
        assertThat(MeasurementReader.gatewayNewTraces(answers)).hasValue(3);
    }

    private void given(Quantity quantity, Sample... samples) {
        answers.put(quantity, new Answer.Given<>(List.of(samples)));
    }

    private static Sample of(String service, double value) {
        return new Sample(Map.of(SpanMetrics.SERVICE, service), value);
    }
}
