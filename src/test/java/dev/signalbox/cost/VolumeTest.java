package dev.signalbox.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VolumeTest {
    @Test
    void whatWasToldStaysUntilItIsATwentiethOff() {
        assertThat(volume("104").steady(volume("100"))).isEqualTo(volume("100"));
        assertThat(volume("105").steady(volume("100"))).isEqualTo(volume("100"));
        assertThat(volume("106").steady(volume("100"))).isEqualTo(volume("106"));
        assertThat(volume("94").steady(volume("100"))).isEqualTo(volume("94"));
        assertThat(volume("1").steady(volume("0"))).as("from nothing").isEqualTo(volume("1"));
        assertThat(Volume.UNKNOWN.steady(volume("100")).isUnknown()).isTrue();
    }

    @Test
    void figuresHaveThreeDigitsAndNoExponent() {
        assertThat(Volume.rounded(26.2849)).contains(new BigDecimal("26.3"));
        assertThat(Volume.rounded(1234567))
                .hasValueSatisfying(value -> assertThat(value.toString()).isEqualTo("1230000"));
        assertThat(Volume.rounded(0.00001234)).contains(new BigDecimal("0.0000123"));
        assertThat(Volume.rounded(Double.NaN)).isEmpty();
    }

    @Test
    void whatIsNotKnownOfOneCountsAsNothingInSums() {
        Volume logs = new Volume(Optional.empty(), Optional.of(BigDecimal.ONE), Optional.empty(), false);

        assertThat(volume("5").plus(logs))
                .isEqualTo(new Volume(
                        Optional.of(new BigDecimal("5")), Optional.of(BigDecimal.ONE), Optional.empty(), false));
        assertThat(Volume.UNKNOWN.plus(logs)).isEqualTo(logs);
    }

    private static Volume volume(String series) {
        return new Volume(Optional.of(new BigDecimal(series)), Optional.empty(), Optional.empty(), true);
    }
}
