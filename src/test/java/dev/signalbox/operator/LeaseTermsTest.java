package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a lease is good for, and what follows from it. */
class LeaseTermsTest {
    @ParameterizedTest
    @ValueSource(strings = {"PT3S", "PT0S", "PT-30S", "PT4.5S", "PT10M1S"})
    void whatALeaseCantSayIsRefused(Duration duration) {
        assertThatThrownBy(() -> new LeaseTerms(duration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signalbox.leader-election.lease-duration")
                .hasMessageContaining("from 4s to 600s")
                .hasMessageContaining("30s");
    }

    /** As the elector wants it, and such that a leader that hears nothing has stopped before another one begins. */
    @Test
    void aLeaderGivesUpBeforeAnotherMayBegin() {
        IntStream.rangeClosed(4, 600)
                .mapToObj(Duration::ofSeconds)
                .map(LeaseTerms::new)
                .forEach(terms -> {
                    assertThat(terms.renewEvery().multipliedBy(3)).isLessThan(terms.renewWithin());
                    assertThat(terms.renewWithin()).isLessThan(terms.writesFor());
                    assertThat(terms.writesFor()).isLessThan(terms.duration());
                    assertThat(terms.silence()).isGreaterThan(terms.duration());
                });
    }

    @Test
    void aMomentAges() {
        Moment past = new Moment(System.nanoTime() - 5_000_000_000L, System.currentTimeMillis() - 1_000);
        Moment suspended = new Moment(System.nanoTime(), System.currentTimeMillis() - 5_000);

        assertThat(past.age()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(suspended.age()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(Moment.now().age()).isLessThan(Duration.ofSeconds(5));
    }
}
