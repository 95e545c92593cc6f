package dev.signalbox.operator.apply;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was last sent for each output: one entry each, gone with the output. It tells our own changes, when they come back
 * through the watch, from those of others, and bridges the time until the cache has seen what was sent.
 */
final class SentOutputs {
    private final Map<OutputName, Sent> sent = new ConcurrentHashMap<>();

    /**
     * @param wanted digest of what was sent
     * @param became what the server made of it, or of what was sent before; empty where it never answered
     * @param answered whether that is the answer to what was sent last: a write may fail, and is then to be done again
     */
    private record Sent(Digest wanted, Optional<LiveOutput> became, boolean answered) {
        boolean isWhatWasMeant(LiveOutput live) {
            return live.applied().isPresent()
                    && (live.applied().get().equals(wanted)
                            || live.applied().equals(became.flatMap(LiveOutput::applied)));
        }

        boolean isAfter(LiveOutput live) {
            return became.filter(answer -> ResourceVersions.atLeast(answer.resourceVersion(), live.resourceVersion()))
                    .isPresent();
        }
    }

    void sending(OutputName name, Digest wanted) {
        sent.compute(name, (_, before) -> new Sent(wanted, before == null ? Optional.empty() : before.became(), false));
    }

    void answered(OutputName name, Digest wanted, LiveOutput became) {
        sent.put(name, new Sent(wanted, Optional.of(became), true));
    }

    void forget(OutputName name) {
        sent.remove(name);
    }

    /** Nobody else has a hand in what is seen, or it is older than the answer to our last writing. */
    boolean isOwnWriting(LiveOutput live) {
        Sent last = sent.get(live.name());
        return last != null && (last.isWhatWasMeant(live) || last.isAfter(live));
    }

    /** The newer of what the cache shows and what the server last answered. */
    Optional<LiveOutput> newest(OutputName name, Optional<LiveOutput> cached) {
        Optional<LiveOutput> answer = Optional.ofNullable(sent.get(name)).flatMap(Sent::became);
        if (answer.isEmpty()) {
            return cached;
        }
        return cached.filter(seen -> ResourceVersions.atLeast(
                        seen.resourceVersion(), answer.get().resourceVersion()))
                .or(() -> answer);
    }

    /** The output is as it is wanted; {@code live} as {@link #newest} tells it. */
    boolean holds(LiveOutput live, Digest wanted) {
        Sent last = sent.get(live.name());
        return live.applied().equals(Optional.of(wanted))
                || last != null && last.answered() && last.wanted().equals(wanted) && last.isWhatWasMeant(live);
    }
}
