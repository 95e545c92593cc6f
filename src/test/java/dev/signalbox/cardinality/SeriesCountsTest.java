package dev.signalbox.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Sample;
import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import dev.signalbox.model.pipeline.ServiceKey;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesCountsTest {
    private static final ServiceKey CHECKOUT = new ServiceKey("shop", "checkout");
    private static final ServiceKey CART = new ServiceKey("shop", "cart");
    private static final List<Sample> SCRAPED = List.of(
            new Sample(Map.of("job", "shop/checkout"), 90),
            new Sample(Map.of("job", "node"), 700),
            new Sample(Map.of(), Double.NaN));

    @Test
    void whatRulesCountedComesFirst() {
        SeriesCounts counts = SeriesCounts.of(
                List.of(new Sample(Map.of("signalbox_service", "shop/checkout"), 95)), List.of(), SCRAPED);

        assertThat(counts.of(CHECKOUT, false)).contains(95L);
        assertThat(counts.of(CHECKOUT, true)).contains(95L);
        assertThat(counts.of(CART, true)).as("the rules found none").contains(0L);
        assertThat(counts.unattributed(List.of(CHECKOUT, CART))).isEqualTo(700);
    }

    @Test
    void whatIsNobodysIsAllThatRulesCountedForNoneOfThem() {
        List<Sample> parts = IntStream.range(0, SeriesRules.PARTS)
                .mapToObj(part -> new Sample(Map.of("part", "p" + part), 10))
                .toList();
        List<Sample> recorded = List.of(
                new Sample(Map.of("signalbox_service", "shop/checkout"), 95),
                new Sample(Map.of("signalbox_service", "shop/gone"), 5));

        assertThat(SeriesCounts.of(recorded, parts, SCRAPED).unattributed(List.of(CHECKOUT)))
                .isEqualTo(10 * SeriesRules.PARTS + 5);
        assertThat(SeriesCounts.of(recorded, parts.subList(1, parts.size()), SCRAPED)
                        .unattributed(List.of(CHECKOUT)))
                .as("a part was not counted, so scrapes have to do")
                .isEqualTo(700);
    }

    @Test
    void withoutRulesScrapesCountWhereNothingIsDroppedBehindThem() {
        SeriesCounts counts = SeriesCounts.of(List.of(), List.of(), SCRAPED);

        assertThat(counts.of(CHECKOUT, false)).contains(90L);
        assertThat(counts.of(CHECKOUT, true)).isEmpty();
        assertThat(counts.of(CART, false)).as("it may send by itself").isEmpty();
    }

    @Test
    void aServiceThatRulesDontCountYetIsNotGuessed() {
        SeriesCounts counts =
                SeriesCounts.of(List.of(new Sample(Map.of("signalbox_service", "shop/cart"), 5)), List.of(), SCRAPED);

        assertThat(counts.of(CHECKOUT, false)).contains(90L);
        assertThat(counts.of(CHECKOUT, true)).isEmpty();
    }
}
