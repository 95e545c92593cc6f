package dev.signalbox.compile.retention;

import static dev.signalbox.compile.pipeline.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.retention.ArchiveLifecycle.Rule;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Backends.Bucket;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.retention.ServiceRetention;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArchiveLifecycleTest {
    private static final Optional<Duration> WARM = Optional.of(Duration.ofDays(30));
    private static final Optional<Duration> COLD = Optional.of(Duration.ofDays(90));

    @Test
    void aNamespaceWhoseServicesWantTheSameIsOneRule() {
        assertThat(rules("logs", keeping("shop", "cart", 365), keeping("shop", "checkout", 365)))
                .containsExactly(new Rule("logs/shop/", WARM, COLD, Optional.of(Duration.ofDays(365))));
    }

    @Test
    void noRuleCoversAnotherAsS3WouldTakeTheShorterTime() {
        assertThat(rules("logs", keeping("shop", "cart", 365), keeping("shop", "checkout", 60)))
                .containsExactly(
                        new Rule("logs/shop/cart/", WARM, COLD, Optional.of(Duration.ofDays(365))),
                        new Rule("logs/shop/checkout/", WARM, Optional.empty(), Optional.of(Duration.ofDays(60))));
    }

    @Test
    void withoutAPrefixOnlyServicesAreNamedAsLokiMayBeInTheBucket() {
        assertThat(rules("", keeping("index", "cart", 365), keeping("index", "checkout", 365)))
                .extracting(Rule::prefix)
                .containsExactly("index/cart/", "index/checkout/");
    }

    @Test
    void whatNobodyArchivesHasNoRule() {
        assertThat(ArchiveLifecycle.of(
                        stack("logs"), List.of(service("shop", "cart").build())))
                .isEmpty();
    }

    @Test
    void moreRulesThanABucketTakesAreSeen() {
        List<TelemetryService> many = IntStream.rangeClosed(1, 1_001)
                .mapToObj(n -> keeping("shop", "service-" + n, n))
                .toList();
        assertThat(ArchiveLifecycle.of(stack("logs"), many).orElseThrow().hasTooManyRules())
                .isTrue();
    }

    private static List<Rule> rules(String prefix, TelemetryService... services) {
        return ArchiveLifecycle.of(stack(prefix), List.of(services))
                .orElseThrow()
                .rules();
    }

    private static TelemetryStack stack(String prefix) {
        return Stacks.with(
                new Backends(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Bucket("archive", "eu-west-1", Optional.empty(), prefix, Optional.empty()))),
                List.of());
    }

    private static TelemetryService keeping(String namespace, String name, int days) {
        return service(namespace, name)
                .withRetention(new ServiceRetention(
                        Optional.empty(), Optional.empty(), Optional.of(Duration.ofDays(days)), Optional.empty()))
                .build();
    }
}
