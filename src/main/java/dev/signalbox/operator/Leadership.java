package dev.signalbox.operator;

import dev.signalbox.operator.apply.WriteGate;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.arc.Unremovable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Whether this replica may write. Leases have no fencing, so that a leader has to know by itself when its lease may be gone:
 * after a pause (a stopped process, a frozen machine) nothing is written before the lease has been asked for again, which
 * takes a new process.
 */
@ApplicationScoped
class Leadership implements WriteGate {
    /**
     * A pause of at most this, the time between two renewals and that of one request together stay below the lease's
     * duration: 10 + 4 + 8 s.
     */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration RENEW_WITHIN = Duration.ofSeconds(20);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(4);
    private static final Logger LOG = Logger.getLogger(Leadership.class);

    private enum State {
        WAITING,
        LEADING,
        LOST
    }

    private final String identity = Optional.ofNullable(System.getenv("HOSTNAME"))
                    .orElse("signalbox") + "-" + UUID.randomUUID().toString().substring(0, 8);
    private final boolean elected;
    private final OperatorSettings.LeaderElection settings;
    private volatile State state;
    private volatile long lastSeenRunning = System.currentTimeMillis();
    private ScheduledExecutorService pulse;

    @Inject
    Leadership(OperatorSettings settings) {
        this.settings = settings.leaderElection();
        this.elected = this.settings.enabled();
        this.state = elected ? State.WAITING : State.LEADING;
    }

    /** This replica is the one that works. */
    boolean leads() {
        return state == State.LEADING;
    }

    /** This replica has led, and can't again: it has to end. */
    boolean isLost() {
        return state == State.LOST;
    }

    /** Which replica: the pod's name and, as two processes may share a host, something of its own. */
    String identity() {
        return identity;
    }

    @Override
    public void check() {
        if (elected) {
            pausedFor(System.currentTimeMillis() - lastSeenRunning);
        }
        if (state != State.LEADING) {
            throw new IllegalStateException("nothing is written by a replica that does not lead");
        }
    }

    /** Nothing where there is no election: the extension then starts right away. */
    @Produces
    @Dependent
    @Unremovable
    LeaderElectionConfiguration election() {
        if (!elected) {
            return null;
        }
        pulse = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("pulse").factory());
        Future<?> _ = pulse.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(settings.lease())
                .withLeaseNamespace(settings.namespace().orElse(null))
                .withIdentity(identity)
                .withLeaseDuration(LEASE)
                .withRenewDeadline(RENEW_WITHIN)
                .withRetryPeriod(RENEW_EVERY)
                .withLeaderCallbacks(
                        new LeaderCallbacks(() -> state = State.LEADING, () -> state = State.LOST, _ -> {}))
                .withExitOnStopLeading(true)
                .build();
    }

    private void beat() {
        long now = System.currentTimeMillis();
        pausedFor(now - lastSeenRunning);
        lastSeenRunning = now;
    }

    private synchronized void pausedFor(long milliseconds) {
        if (state == State.LEADING && milliseconds > LONGEST_PAUSE.toMillis()) {
            state = State.LOST;
            LOG.errorf("paused for %d ms; another replica may lead by now: exiting", milliseconds);
            Thread.ofPlatform().name("exit").start(() -> System.exit(1));
        }
    }

    @PreDestroy
    void stop() {
        if (pulse != null) {
            pulse.shutdownNow();
        }
    }
}
