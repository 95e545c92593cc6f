package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.controlplane.Deadline;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LooksUnderwayTest {
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final LooksUnderway looks = new LooksUnderway();

    @Test
    void ofLooksThatDoNotEndTheOldestIsTold() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        Thread first = look("first", hold);
        assertThat(Deadline.in(Duration.ofSeconds(5))
                        .until(() -> looks.stuck(Duration.ZERO).isPresent()))
                .isTrue();
        Thread second = look("second", hold);
        assertThat(looks.stuck(Duration.ofHours(1))).isEmpty();

        assertThat(Deadline.in(Duration.ofSeconds(5))
                        .until(() -> looks.stuck(MOMENT).isPresent()))
                .isTrue();
        assertThat(looks.stuck(MOMENT).orElseThrow().resource()).isEqualTo("SLO shop/first");
        assertThat(looks.stuck(MOMENT).orElseThrow().thread()).isEqualTo(first);

        hold.countDown();
        first.join();
        second.join();
        assertThat(looks.stuck(Duration.ZERO)).isEmpty();
    }

    @Test
    void whatWasGoneBeforeItWasLookedAtIsNone() {
        looks.end();

        assertThat(looks.stuck(Duration.ZERO)).isEmpty();
    }

    private Thread look(String name, CountDownLatch hold) {
        SLO slo = new SLO();
        slo.setMetadata(
                new ObjectMetaBuilder().withNamespace("shop").withName(name).build());
        return Thread.ofPlatform().daemon().start(() -> {
            looks.begin(slo);
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                looks.end();
            }
        });
    }
}
