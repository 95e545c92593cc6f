package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.status.Transition;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells of transitions as Kubernetes events, each once; one that can't be written is dropped. */
final class Announcer {
    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String CONTROLLER = "signalbox.dev/operator";
    /** The API server's limit. */
    private static final int LONGEST_NOTE = 1024;

    private final KubernetesClient client;
    private final String instance;

    /** @param instance which replica, the name of its pod; at most 128 characters */
    Announcer(KubernetesClient client, String instance) {
        this.client = client;
        this.instance = instance;
    }

    void announce(SLO slo, List<Transition> transitions, Instant now) {
        for (Transition transition : transitions) {
            try {
                client.resource(event(slo, transition, now)).create();
            } catch (KubernetesClientException e) {
                LOG.warnf("could not write an event: %s", e.getMessage());
            }
        }
    }

    private Event event(SLO slo, Transition transition, Instant now) {
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(slo.getMetadata().getNamespace())
                .withGenerateName(slo.getMetadata().getName() + "-")
                .endMetadata()
                .withEventTime(new MicroTime(MICROSECONDS.format(now)))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withAction("Reconcile")
                .withType(transition.good() ? "Normal" : "Warning")
                .withReason(transition.reason())
                .withNote(shortened(transition.message()))
                .withNewRegarding()
                .withApiVersion(slo.getApiVersion())
                .withKind(slo.getKind())
                .withNamespace(slo.getMetadata().getNamespace())
                .withName(slo.getMetadata().getName())
                .withUid(slo.getMetadata().getUid())
                .withResourceVersion(slo.getMetadata().getResourceVersion())
                .endRegarding()
                .build();
    }

    private static String shortened(String note) {
        return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…";
    }
}
