package dev.signalbox.operator.coverage;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.Sample;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.coverage.Asked;
import dev.signalbox.coverage.Assessment;
import dev.signalbox.coverage.CoverageFindings;
import dev.signalbox.coverage.Declared;
import dev.signalbox.coverage.Inventory;
import dev.signalbox.coverage.Objective;
import dev.signalbox.coverage.Sightings;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.pipeline.CoverageReader;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.ExpectedCoverage;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetrySignal;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Inquiry;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.OpenServer;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.Reason;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which workloads are observed, and how far. While servers can't be asked, what was known stays, and a condition says why. */
public final class CoverageInquiry implements Inquiry {
    private final PagedList lists;
    private final Set<String> watched;
    private final Duration every;
    private final OpenServer server = new OpenServer(Limits.PATIENT);

    /** As they were listed last; nothing: never yet. */
    private Optional<List<Objective>> objectives = Optional.empty();

    /**
     * @param watched namespaces; empty for all
     * @param every between two looks
     */
    public CoverageInquiry(KubernetesClient client, Set<String> watched, Duration every) {
        this.lists = new PagedList(client);
        this.watched = Set.copyOf(watched);
        this.every = every;
    }

    @Override
    public Aspect aspect() {
        return Aspect.COVERAGE;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public Found look(Scene scene, Instant now) {
        List<Declared> declared = scene.services().stream()
                .flatMap(service -> declared(service).stream())
                .toList();
        try {
            objectives = Optional.of(Objectives.list(lists, watched));
            return switch (CoverageReader.read(scene.stack())) {
                case Reading.Invalid<ExpectedCoverage>(List<Violation> violations) ->
                    unmeasured(
                            declared,
                            Reason.INVALID,
                            violations.stream().map(Violation::toString).collect(Collectors.joining("\n")));
                case Reading.Read<ExpectedCoverage>(ExpectedCoverage expected) ->
                    look(scene.metrics(), declared, expected, now);
            };
        } catch (Unlisted e) {
            return unmeasured(
                    declared,
                    e.isForbidden() ? Reason.RIGHTS_MISSING : Reason.NOT_OBSERVED,
                    "workloads can't be listed: " + e.getMessage());
        }
    }

    private Found look(Channel metrics, List<Declared> declared, ExpectedCoverage expected, Instant now)
            throws Unlisted {
        Inventory inventory = new RunningWorkloads(lists, watched).inventory(expected);
        return switch (metrics) {
            case Channel.None _ -> found(inventory, declared, Optional.empty(), expected);
            case Channel.Closed(String why) -> unmeasured(declared, Reason.BACKEND_UNREACHABLE, why);
            case Channel.Servers servers ->
                switch (ask(server.at(servers.queries()), inventory)) {
                    case Answer.Unavailable<Map<Asked, List<Sample>>>(String why) ->
                        unmeasured(declared, Reason.BACKEND_UNREACHABLE, why);
                    case Answer.Given<Map<Asked, List<Sample>>>(Map<Asked, List<Sample>> answers) ->
                        found(inventory, declared, Optional.of(Sightings.of(inventory, answers, now)), expected);
                };
        };
    }

    /** Figures stay as they were. */
    private Found unmeasured(List<Declared> declared, Reason reason, String why) {
        CoverageFindings findings = CoverageFindings.unmeasured(declared, objectives, reason, why);
        return new Found(findings.services(), findings.stack());
    }

    /** A server that could not be asked one thing is not asked for the rest. */
    private static Answer<Map<Asked, List<Sample>>> ask(QueryServer server, Inventory inventory) {
        Map<Asked, List<Sample>> answers = new HashMap<>();
        for (Asked asked : Asked.about(inventory)) {
            switch (server.query(asked.query())) {
                case Answer.Given<List<Sample>>(List<Sample> samples) -> answers.put(asked, samples);
                case Answer.Unavailable<List<Sample>>(String why) -> {
                    return new Answer.Unavailable<>(why);
                }
            }
        }
        return new Answer.Given<>(answers);
    }

    private Found found(
            Inventory inventory, List<Declared> declared, Optional<Sightings> sightings, ExpectedCoverage expected) {
        List<Objective> known = objectives.orElseThrow();
        CoverageFindings findings = CoverageFindings.of(
                new Assessment(declared, known, sightings, expected).of(inventory),
                declared,
                known,
                sightings.isPresent());
        return new Found(findings.services(), findings.stack());
    }

    /** Whoever declares a service asks for what agents take in without being told more; profiles are asked for by name. */
    private static Optional<Declared> declared(ServiceObservability resource) {
        if (!(ServiceReader.read(resource) instanceof Reading.Read<?>)) {
            return Optional.empty();
        }
        return switch (TelemetryServiceReader.read(resource)) {
            case Reading.Invalid<TelemetryService> _ -> Optional.empty();
            case Reading.Read<TelemetryService>(TelemetryService service) ->
                Optional.of(new Declared(
                        service.resource(),
                        service.service(),
                        service.pods(),
                        service.owner().team(),
                        service.owner().tier(),
                        service.profiled()
                                ? EnumSet.allOf(TelemetrySignal.class)
                                : EnumSet.complementOf(EnumSet.of(TelemetrySignal.PROFILES)),
                        resource.getSpec().dashboards() != null));
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
