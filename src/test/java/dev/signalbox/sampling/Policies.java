package dev.signalbox.sampling;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.pipeline.TraceSampling.Adaptive;
import dev.signalbox.model.pipeline.TraceSampling.Head;
import dev.signalbox.model.pipeline.TraceSampling.Tail;
import dev.signalbox.model.pipeline.TraceSampling.TailRules;
import dev.signalbox.model.pipeline.TraceSampling.Trouble;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Policies to try the loop with: baseline 10, ten times it for errors above 5 %, ten minutes of cooldown. */
final class Policies {
    static final ResourceName NAME = new ResourceName("shop", "standard");

    private Policies() {}

    static TraceSampling budget(int spansPerSecond) {
        return of(Head.ALL, Optional.of(spansPerSecond), Optional.of(new Trouble.ErrorRate(BigDecimal.valueOf(5))));
    }

    static TraceSampling unlimited() {
        return of(Head.ALL, Optional.empty(), Optional.of(new Trouble.ErrorRate(BigDecimal.valueOf(5))));
    }

    static TraceSampling of(Head head, Optional<Integer> budget, Optional<Trouble> trouble) {
        return new TraceSampling(
                NAME,
                LabelSelection.ALL,
                head,
                tail(10),
                Optional.of(new Adaptive(BigDecimal.TEN, trouble, Duration.ofMinutes(10), budget)),
                false);
    }

    static TraceSampling baseline(TraceSampling policy, double percent) {
        return new TraceSampling(
                policy.resource(), policy.services(), policy.head(), tail(percent), policy.adaptive(), policy.dryRun());
    }

    private static Tail tail(double percent) {
        return new Tail(
                TailRules.NONE, Optional.of(BigDecimal.valueOf(percent)), Duration.ofSeconds(10), Optional.empty());
    }
}
