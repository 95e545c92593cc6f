package dev.signalbox.operator.routing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.routing.AlertedServices;
import dev.signalbox.compile.routing.AlertedServices.Objective;
import dev.signalbox.compile.routing.RoutePlacement;
import dev.signalbox.facts.AlertmanagerObject;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.pipeline.RoutingReader;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.routing.AlertRouting;
import dev.signalbox.operator.coverage.PagedList;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Inquiry;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.routing.PublishedRouting.Known;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.StackFindings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Looks at what routes depend on beside the stack, and tells whether alerts get to where they point. */
public final class RoutingInquiry implements Inquiry {
    private static final Logger LOG = Logger.getLogger(RoutingInquiry.class);

    private final PublishedRouting published;
    private final AlertmanagerObjects alertmanagers;
    private final PagedList lists;
    private final Set<String> watched;
    private final Duration every;
    private Optional<List<Objective>> objectives = Optional.empty();

    /**
     * @param watched namespaces; empty for all
     * @param every between two looks
     */
    public RoutingInquiry(KubernetesClient client, Set<String> watched, PublishedRouting published, Duration every) {
        this.published = published;
        this.alertmanagers = new AlertmanagerObjects(client);
        this.lists = new PagedList(client);
        this.watched = Set.copyOf(watched);
        this.every = every;
    }

    @Override
    public Aspect aspect() {
        return Aspect.ROUTES;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public Found look(Scene scene, Instant now) {
        return RoutingReader.read(scene.stack()) instanceof Reading.Read<AlertRouting>(AlertRouting routing)
                        && routing.isAsked()
                ? look(routing, scene)
                : Found.NOTHING;
    }

    private Found look(AlertRouting routing, Scene scene) {
        try {
            objectives = Optional.of(objectives());
        } catch (PagedList.Unlisted e) {
            LOG.debugf("SLOs can't be listed: %s", e.getMessage());
        }
        if (objectives.isEmpty()) {
            return Found.NOTHING;
        }
        AlertedServices services = AlertedServices.of(
                objectives.get(),
                scene.services().stream()
                        .flatMap(service -> TelemetryServiceReader.read(service).meant().stream())
                        .toList(),
                ServiceReader.declared(scene.services()));
        SortedSet<String> namespaces = new TreeSet<>(services.namespaces());
        namespaces.add(routing.namespace());
        Optional<List<AlertmanagerObject>> there = alertmanagers.list(OutputLabels.with(routing.labels()), namespaces);
        published.knows(new Known(services, there));
        return published
                .written()
                .map(written -> new Found(
                        Map.of(),
                        StackFindings.of(RouteVerdicts.of(RoutePlacement.of(routing, services, there), written))))
                .orElse(Found.NOTHING);
    }

    private List<Objective> objectives() throws PagedList.Unlisted {
        List<Objective> all = new ArrayList<>();
        lists.slos(watched, slo -> all.add(objective(slo)));
        return all;
    }

    private static Objective objective(JsonNode slo) {
        String namespace = slo.at("/metadata/namespace").asText();
        String name = slo.at("/metadata/name").asText();
        JsonNode declared = slo.at("/spec/serviceRef/name");
        List<String> groupBy = new ArrayList<>();
        slo.at("/spec/groupBy").forEach(label -> groupBy.add(label.asText()));
        return new Objective(
                new ResourceName(namespace, name),
                declared.isTextual()
                        ? new ServiceReference.Declared(new ResourceName(namespace, declared.asText()))
                        : new ServiceReference.Named(slo.at("/spec/service").asText()),
                groupBy,
                !slo.at("/spec/alerting/page/disabled").asBoolean(),
                slo.at("/spec/alerting/runbook").isTextual(),
                slo.at("/spec/alerting/dashboard").isTextual());
    }
}
