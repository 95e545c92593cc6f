package dev.signalbox.operator;

import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.status.Transition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Tells of transitions as Kubernetes events, each once, also where two replicas see the same: one that was killed, and the next
 * one, whose watches are behind. One that can't be written in ten seconds is dropped. Conditions have all of it, so that what is measured of very
 * many resources at once is told of some.
 */
final class Announcer {
    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String CONTROLLER = "signalbox.dev/operator";
    /** Where events of what is outside of namespaces have to be. */
    private static final String OF_THE_CLUSTER = "default";

    /** Whoever announces waits meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The API server's limit. */
    private static final int LONGEST_NOTE = 1024;

    private final KubernetesClient client;
    private final String instance;
    private final EventAllowance measured = new EventAllowance();

    /** @param instance which replica, the name of its pod; at most 128 characters */
    Announcer(KubernetesClient client, String instance) {
        this.client = client;
        this.instance = instance;
    }

    void announce(HasMetadata resource, List<Transition> transitions, Instant now) {
        for (Transition transition : transitions) {
            if (transition.measured() && !measured.admits(resource.getMetadata().getUid(), transition, now)) {
                continue;
            }
            Event event = event(resource, transition, now);
            try {
                new PatientRequest("write an event", PATIENCE)
                        .send(() -> client.resource(event).create());
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) { // it was told of
                    LOG.warnf("could not write an event: %s", e.getMessage());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Event event(HasMetadata resource, Transition transition, Instant now) {
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(Objects.requireNonNullElse(resource.getMetadata().getNamespace(), OF_THE_CLUSTER))
                .withName(name(resource, transition))
                .endMetadata()
                .withEventTime(new MicroTime(MICROSECONDS.format(now)))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withAction("Reconcile")
                .withType(transition.good() ? "Normal" : "Warning")
                .withReason(transition.reason())
                .withNote(shortened(transition.message()))
                .withNewRegarding()
                .withApiVersion(resource.getApiVersion())
                .withKind(resource.getKind())
                .withNamespace(resource.getMetadata().getNamespace())
                .withName(resource.getMetadata().getName())
                .withUid(resource.getMetadata().getUid())
                .withResourceVersion(resource.getMetadata().getResourceVersion())
                .endRegarding()
                .build();
    }

    /** The same for whoever sees the same state of a resource become the same. */
    private static String name(HasMetadata resource, Transition transition) {
        ObjectMeta of = resource.getMetadata();
        String hash = ContentHash.of(
                of.getUid(),
                of.getResourceVersion(),
                Boolean.toString(transition.good()),
                transition.reason(),
                transition.message());
        return of.getName() + "." + hash;
    }

    private static String shortened(String note) {
        return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…";
    }
}
