package dev.signalbox.operator;

import dev.signalbox.operator.apply.LiveOutputs;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Watches outputs of the kinds that every cluster has, once there are rights to them: who does not want such outputs need not
 * grant any.
 */
final class GrantedKinds implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GrantedKinds.class);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private final Set<OutputKind> kinds;
    private final Rights rights;
    private final LiveOutputs outputs;
    private final Consumer<OutputKind> changed;
    private final Loop loop;

    /**
     * @param kinds which to ask for, of those that every cluster has
     * @param changed told of a kind that has come
     */
    GrantedKinds(Set<OutputKind> kinds, Rights rights, LiveOutputs outputs, Consumer<OutputKind> changed, Loops loops) {
        this.kinds = kinds;
        this.rights = rights;
        this.outputs = outputs;
        this.changed = changed;
        this.loop = loops.loop("granted-kinds");
    }

    /** Returns when it is known to which kinds there are rights, and all outputs of these. */
    void start() {
        outputs.watch(rights.held(kinds().collect(Collectors.toSet())));
        loop.every(ASK_AGAIN, ASK_AGAIN, "ask for rights", this::askAgain);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void askAgain() {
        rights.held(kinds().filter(kind -> !outputs.watches(kind)).collect(Collectors.toSet()))
                .forEach(kind -> {
                    outputs.watch(Set.of(kind));
                    LOG.infof("may write %s now", kind.kind());
                    changed.accept(kind);
                });
    }

    private Stream<OutputKind> kinds() {
        return kinds.stream().filter(kind -> kind.definition().isEmpty());
    }
}
