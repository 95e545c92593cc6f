package dev.signalbox.operator;

import dev.signalbox.operator.apply.WriteGate;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Whether this replica may write. Leases have no fencing, so that a leader has to know by itself when its lease may be gone:
 * it counts from the beginning of its last renewal, and whoever would write when that is too long ago (a stopped process, a
 * frozen machine, an API server that is away) ends instead, at once and with all that is under way.
 */
@ApplicationScoped
class Leadership implements WriteGate {
    private static final Logger LOG = Logger.getLogger(Leadership.class);

    private enum State {
        WAITING,
        LEADING,
        /** Asked to end: what is under way may still be written. */
        STOPPING,
        /** Writes no more, and does not come back to it. */
        DONE
    }

    private final String identity = Optional.ofNullable(System.getenv("HOSTNAME"))
                    .orElse("signalbox") + "-" + UUID.randomUUID().toString().substring(0, 8);
    private final boolean elected;
    private final OperatorSettings.LeaderElection settings;
    private final LeaseTerms terms;
    private volatile State state;

    /** The beginning of the last attempt to get or renew the lease; null before the first. */
    private volatile Moment asked;

    /** The beginning of the last one that succeeded. */
    private volatile Moment renewed;

    @Inject
    Leadership(OperatorSettings settings, MeterRegistry registry) {
        this.settings = settings.leaderElection();
        this.terms = new LeaseTerms(this.settings.leaseDuration());
        this.elected = this.settings.enabled();
        this.state = elected ? State.WAITING : State.LEADING;
        Gauge.builder("signalbox.leading", this, replica -> replica.leads() ? 1 : 0)
                .description("Whether this replica is the one that works")
                .register(registry);
    }

    /** This replica is the one that works. */
    boolean leads() {
        return !elected || state == State.LEADING && !isOver();
    }

    /** This replica takes part in an election. */
    boolean isElected() {
        return elected;
    }

    /** Which replica: the pod's name and, as two processes may share a host, something of its own. */
    String identity() {
        return identity;
    }

    /** For how long it should have asked for the lease, and did not; empty where all is well. */
    Optional<Duration> silentFor() {
        return Optional.ofNullable(asked).map(Moment::age).filter(age -> age.compareTo(terms.silence()) > 0);
    }

    @Override
    public void check() {
        if (!elected) {
            return;
        }
        State now = state;
        if (now != State.LEADING && now != State.STOPPING) {
            throw new IllegalStateException("nothing is written by a replica that does not lead");
        }
        if (isOver()) {
            end("the lease was last renewed %d ms ago; another replica may lead by now"
                    .formatted(renewed.age().toMillis()));
        }
    }

    private boolean isOver() {
        Moment last = renewed;
        return last == null || last.age().compareTo(terms.writesFor()) > 0;
    }

    /** The lease is read, so that it may be renewed: others count from no later than now. */
    Moment asking() {
        Moment now = Moment.now();
        asked = now;
        return now;
    }

    /** The attempt that last began. */
    Moment asked() {
        return asked;
    }

    /** @param since beginning of an attempt that succeeded */
    void renewed(Moment since) {
        renewed = since;
    }

    /** Nothing where there is no election: the extension then starts right away. */
    @Produces
    @Dependent
    @Unremovable
    LeaderElectionConfiguration election() {
        return elected
                ? LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(settings.lease())
                        .withLeaseNamespace(settings.namespace().orElse(null))
                        .withIdentity(identity)
                        .withLeaseDuration(terms.duration())
                        .withRenewDeadline(terms.renewWithin())
                        .withRetryPeriod(terms.renewEvery())
                        .withLeaderCallbacks(new LeaderCallbacks(this::won, this::lost, _ -> {}))
                        .withExitOnStopLeading(
                                false) // in order it would end too slowly, and in the midst of a stop never
                        .build()
                : null;
    }

    private synchronized void won() {
        renewed(asked);
        if (state == State.WAITING) {
            state = State.LEADING;
        }
    }

    private void lost() {
        if (state == State.LEADING) {
            end("the lease was lost, or could not be renewed for "
                    + terms.renewWithin().toSeconds() + " s");
        }
    }

    /** Without hooks: while they run, others of our threads would go on to write. */
    private void end(String why) {
        state = State.DONE;
        LOG.errorf("ending at once: %s", why);
        Runtime.getRuntime().halt(1);
    }

    /** This replica was asked to end: the lease may go without its ending at once. */
    synchronized void stopping() {
        if (elected) {
            state = state == State.LEADING ? State.STOPPING : State.DONE;
        }
    }

    /**
     * Closes the gate of a replica that is stopping.
     *
     * @return whether it led until now
     */
    synchronized boolean close() {
        boolean led = state == State.STOPPING;
        state = State.DONE;
        return led;
    }
}
