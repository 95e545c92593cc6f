package dev.signalbox.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jboss.logging.Logger;

/** Gives the lease back when this replica is asked to end, so that the next one need not wait for its end. */
@ApplicationScoped
class Handover {
    /** Before and after the operator stops, which is in between as it has no priority. */
    private static final int FIRST = 1;

    private static final int LAST = 4_000;

    private static final Duration UNANSWERED = Duration.ofSeconds(3);
    private static final Logger LOG = Logger.getLogger(Handover.class);

    private final Leadership leadership;
    private final ApiRequests requests;
    private final OperatorSettings.LeaderElection settings;

    Handover(Leadership leadership, ApiRequests requests, OperatorSettings settings) {
        this.leadership = leadership;
        this.requests = requests;
        this.settings = settings.leaderElection();
    }

    void begin(@Observes @Priority(FIRST) ShutdownEvent event) {
        leadership.stopping();
    }

    void complete(@Observes @Priority(LAST) ShutdownEvent event, KubernetesClient client) throws InterruptedException {
        if (!leadership.close()) {
            return;
        }
        if (!requests.settle(UNANSWERED)) {
            LOG.warn("the lease is left to end by itself: a write has not been answered");
            return;
        }
        try {
            release(client);
        } catch (KubernetesClientException e) {
            LOG.warnf("the lease is left to end by itself: %s", e.getMessage());
        }
    }

    private void release(KubernetesClient client) {
        LeaseLock lock = new LeaseLock(
                settings.namespace().orElseGet(() -> client.getConfiguration().getNamespace()),
                settings.lease(),
                leadership.identity());
        LeaderElectionRecord held = lock.get(client);
        if (held != null && leadership.identity().equals(held.getHolderIdentity())) {
            ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
            lock.update(
                    client, new LeaderElectionRecord("", Duration.ofSeconds(1), now, now, held.getLeaderTransitions()));
            LOG.info("gave the lease back");
        }
    }
}
