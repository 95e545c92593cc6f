package dev.signalbox.operator;

import dev.signalbox.operator.apply.LiveOutputs;
import dev.signalbox.operator.apply.OutputKind;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private static final long ASK_AGAIN_SECONDS = 60;

    private final Set<OutputKind> kinds;
    private final Rights rights;
    private final LiveOutputs outputs;
    private final Consumer<OutputKind> changed;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("granted-kinds").factory());

    /**
     * @param kinds which to ask for, of those that every cluster has
     * @param changed told of a kind that has come
     */
    GrantedKinds(Set<OutputKind> kinds, Rights rights, LiveOutputs outputs, Consumer<OutputKind> changed) {
        this.kinds = kinds;
        this.rights = rights;
        this.outputs = outputs;
        this.changed = changed;
    }

    /** Returns when it is known to which kinds there are rights, and all outputs of these. */
    void start() {
        outputs.watch(rights.held(kinds().collect(Collectors.toSet())));
        Future<?> _ =
                asking.scheduleWithFixedDelay(this::askAgain, ASK_AGAIN_SECONDS, ASK_AGAIN_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }

    private void askAgain() {
        try {
            rights.held(kinds().filter(kind -> !outputs.watches(kind)).collect(Collectors.toSet()))
                    .forEach(kind -> {
                        outputs.watch(Set.of(kind));
                        LOG.infof("may write %s now", kind.kind());
                        changed.accept(kind);
                    });
        } catch (RuntimeException e) {
            LOG.warnf("could not ask for rights, trying again: %s", e.getMessage());
        }
    }

    private Stream<OutputKind> kinds() {
        return kinds.stream().filter(kind -> kind.definition().isEmpty());
    }
}
