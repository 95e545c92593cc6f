package dev.signalbox.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ResourceName;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentOutputsTest {
    private static final OutputName NAME =
            new OutputName(OutputKind.PROMETHEUS_RULE, new ResourceName("shop", "slo-checkout"));
    private static final Digest OLD = Digest.of("99.9");
    private static final Digest NEW = Digest.of("99.5");
    /** As a server tells it that fills in defaults. */
    private static final Digest OLD_WITH_DEFAULTS = Digest.of("99.9 and defaults");

    private final SentOutputs sent = new SentOutputs();

    @Test
    void whatTheServerMadeOfWhatWasSentIsWhatWasMeant() {
        LiveOutput live = live("1", OLD_WITH_DEFAULTS);
        assertThat(sent.holds(live, OLD)).isFalse();

        sent.sending(NAME, OLD);
        sent.answered(NAME, OLD, live);

        assertThat(sent.holds(live, OLD)).isTrue();
        assertThat(sent.isOwnWriting(live)).isTrue();
    }

    @Test
    void aWriteThatFailedIsDoneAgain() {
        LiveOutput live = live("1", OLD_WITH_DEFAULTS);
        sent.sending(NAME, OLD);
        sent.answered(NAME, OLD, live);

        sent.sending(NAME, NEW); // and there is no answer

        assertThat(sent.holds(live, NEW)).isFalse();
        assertThat(sent.isOwnWriting(live)).isTrue();
        LiveOutput written = live("2", NEW);
        assertThat(sent.holds(written, NEW)).isTrue();
        assertThat(sent.isOwnWriting(written)).isTrue();
    }

    private static LiveOutput live(String version, Digest applied) {
        return new LiveOutput(
                NAME,
                "uid",
                version,
                Optional.empty(),
                Optional.of(applied),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }
}
