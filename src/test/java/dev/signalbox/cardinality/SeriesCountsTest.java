package dev.signalbox.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Sample;
import dev.signalbox.model.pipeline.ServiceKey;
import java.util.List;
import java.util.Map;
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
        SeriesCounts counts =
                SeriesCounts.of(List.of(new Sample(Map.of("signalbox_service", "shop/checkout"), 95)), SCRAPED);

        assertThat(counts.of(CHECKOUT, false)).contains(95L);
        assertThat(counts.of(CHECKOUT, true)).contains(95L);
        assertThat(counts.of(CART, true)).as("the rules found none").contains(0L);
        assertThat(counts.unattributed(List.of(CHECKOUT, CART))).isEqualTo(700);
    }

    @Test
    void withoutRulesScrapesCountWhereNothingIsDroppedBehindThem() {
        SeriesCounts counts = SeriesCounts.of(List.of(), SCRAPED);

        assertThat(counts.of(CHECKOUT, false)).contains(90L);
        assertThat(counts.of(CHECKOUT, true)).isEmpty();
        assertThat(counts.of(CART, false)).as("it may send by itself").isEmpty();
    }

    @Test
    void aServiceThatRulesDontCountYetIsNotGuessed() {
        SeriesCounts counts =
                SeriesCounts.of(List.of(new Sample(Map.of("signalbox_service", "shop/cart"), 5)), SCRAPED);

        assertThat(counts.of(CHECKOUT, false)).contains(90L);
        assertThat(counts.of(CHECKOUT, true)).isEmpty();
    }
}
