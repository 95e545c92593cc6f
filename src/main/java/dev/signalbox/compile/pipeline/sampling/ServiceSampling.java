package dev.signalbox.compile.pipeline.sampling;

import dev.signalbox.model.ResourceName;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;

/**
 * How one service is sampled.
 *
 * @param policy that decides; nothing: the stack's baseline alone
 * @param rules the group of services with the same rules
 * @param baseline what is kept beside the rules
 */
public record ServiceSampling(Optional<ResourceName> policy, RuleGroup rules, Baseline baseline) {

    /**
     * What is kept of the traces that no rule decides.
     *
     * @param percent 0 to 100
     * @param cap on spans a second
     */
    public record Baseline(BigDecimal percent, Optional<Cap> cap) implements Comparable<Baseline> {
        private static final Comparator<Baseline> ORDER =
                Comparator.comparing(Baseline::percent).thenComparing(Baseline::toString);

        public Baseline {
            percent = percent.signum() == 0 ? BigDecimal.ZERO : percent.stripTrailingZeros();
        }

        @Override
        public int compareTo(Baseline other) {
            return ORDER.compare(this, other);
        }

        /** {@code 10}, {@code 10 shop/standard}: what services with this baseline have in common, in a word. */
        @Override
        public String toString() {
            return percent.toPlainString()
                    + cap.map(limit -> " " + limit.policy()).orElse("");
        }
    }

    /**
     * A limit that services of one policy share.
     *
     * @param policy whose limit it is
     * @param spansPerSecond over all gateways
     */
    public record Cap(ResourceName policy, int spansPerSecond) {}
}
