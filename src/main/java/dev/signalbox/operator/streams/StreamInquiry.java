package dev.signalbox.operator.streams;

import dev.signalbox.api.v1alpha1.EndpointAuth;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.StackLogs;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.loki.LokiStreams;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.access.Known;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Inquiry;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.KeptServer;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.Reason;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.StackFindings;
import dev.signalbox.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which labels that a policy forbids streams of services carry. Where no policy forbids any, nobody is asked. */
public final class StreamInquiry implements Inquiry {
    private static final String NO_SERVER =
            "nobody can be asked which labels streams of logs carry; write spec.logs.lokiUrl"
                    + " in the ObservabilityStack, e.g. \"http://loki-gateway.logging\"";

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 2L << 20, 1, 2);

    private final BackendAccess accesses;
    private final Duration every;
    private final KeptServer<LokiStreams> server =
            new KeptServer<>(endpoint -> new LokiStreams(endpoint, LIMITS), LokiStreams::close);
    private LabelSearch search = new LabelSearch();
    private Optional<Endpoint> asked = Optional.empty();
    private Found last = Found.NOTHING;

    /** @param every between two looks */
    public StreamInquiry(BackendAccess accesses, Duration every) {
        this.accesses = accesses;
        this.every = every;
    }

    @Override
    public Aspect aspect() {
        return Aspect.LOG_LABELS;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public Found look(Scene scene, Instant now) {
        if (scene.forbiddenLogLabels().isEmpty()) {
            server.close();
            last = found(scene, Collections.emptySortedMap());
            return last;
        }
        return Optional.ofNullable(scene.stack().getSpec().logs())
                .map(logs -> look(scene, logs, now))
                .orElseGet(() -> unknown(Reason.NO_SERVER, NO_SERVER));
    }

    private Found look(Scene scene, StackLogs logs, Instant now) {
        Optional<EndpointAuth> auth = Optional.ofNullable(logs.auth());
        return switch (accesses.of(scene.stack().getSpec().namespace(), auth)) {
            case Known.Closed(String why) ->
                unknown(Reason.BACKEND_UNREACHABLE, logs.lokiUrl() + " can't be asked: " + why);
            case Known.Open(Access access) ->
                ask(
                        new Endpoint(
                                logs.lokiUrl(),
                                Optional.ofNullable(logs.tenant())
                                        .map(access::as)
                                        .orElse(access)),
                        scene,
                        now);
        };
    }

    private Found ask(Endpoint endpoint, Scene scene, Instant now) {
        if (asked.filter(before -> !before.equals(endpoint)).isPresent()) {
            search = new LabelSearch();
        }
        asked = Optional.of(endpoint);
        return switch (search.search(server.at(endpoint), scene.forbiddenLogLabels(), now)) {
            case Answer.Unavailable<SortedMap<ServiceKey, SortedSet<String>>>(String why) ->
                unknown(Reason.BACKEND_UNREACHABLE, why);
            case Answer.Given<SortedMap<ServiceKey, SortedSet<String>>>(var carried) -> {
                last = found(
                        scene,
                        carried,
                        Verdict.yes(Verdict.Type.LOG_LABELS_OBSERVED, Reason.ANSWERED, "Loki was asked"));
                yield last;
            }
        };
    }

    /** Services keep what is known of them. */
    private Found unknown(Reason reason, String why) {
        return new Found(
                last.services(), StackFindings.of(Verdict.unknown(Verdict.Type.LOG_LABELS_OBSERVED, reason, why)));
    }

    private static Found found(Scene scene, SortedMap<ServiceKey, SortedSet<String>> carried, Verdict... verdicts) {
        Map<ResourceName, ServiceFindings> services = new TreeMap<>();
        for (ServiceObservability resource : scene.services()) {
            TelemetryServiceReader.read(resource)
                    .meant()
                    .ifPresent(service -> services.put(
                            service.resource(),
                            ServiceFindings.of(new ServiceFindings.Part.Streams(carried(scene, service, carried)))));
        }
        return new Found(services, StackFindings.of(verdicts));
    }

    /** Those that its namespace forbids. */
    private static List<String> carried(
            Scene scene, TelemetryService service, SortedMap<ServiceKey, SortedSet<String>> carried) {
        Set<String> labels = new TreeSet<>(carried.getOrDefault(service.key(), Collections.emptySortedSet()));
        labels.retainAll(
                scene.forbiddenLogLabels().getOrDefault(service.resource().namespace(), Set.of()));
        return List.copyOf(labels);
    }

    /** Questions in flight are broken off. */
    @Override
    public void close() {
        server.close();
    }
}
