package dev.signalbox.guardrails;

import dev.signalbox.guardrails.Subject.Sampling;
import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What a {@code SamplingPolicy} is held against. */
final class SamplingChecks {
    static final List<Check<Sampling>> ALL = List.of(new Check<>(
            Rule.BASELINE_SAMPLING_PERCENT,
            "`spec.tail.baselinePercent`, else the stack's (which CEL can't see)",
            Check.EVERYWHERE,
            SamplingChecks::baseline));

    private SamplingChecks() {}

    private static List<Violation> baseline(Policy policy, Sampling sampling) {
        Optional<BigDecimal> own = sampling.policy().tail().baselinePercent();
        String source = own.isPresent() ? "" : ", as the stack says";
        return policy
                .limits()
                .baselineSamplingPercent()
                .flatMap(most -> own.or(() -> sampling.stack().map(StackTerms::baselineSamplingPercent))
                        .filter(percent -> percent.compareTo(most) > 0)
                        .map(percent -> Words.beyond(
                                Rule.BASELINE_SAMPLING_PERCENT,
                                "spec.tail.baselinePercent",
                                most.toPlainString(),
                                percent.toPlainString() + source)))
                .stream()
                .toList();
    }
}
