package dev.signalbox.operator.routing;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.api.v1alpha1.StackAlerting;
import dev.signalbox.api.v1alpha1.WorkloadChange;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.alertmanager.AlertServer;
import dev.signalbox.backend.alertmanager.AlertmanagerHttp;
import dev.signalbox.backend.alertmanager.NewSilence;
import dev.signalbox.backend.alertmanager.Silence;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.RoutingReader;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Severity;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.routing.AlertRouting;
import dev.signalbox.model.routing.DeploymentSilence;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.access.Known;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Inquiry;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.Reason;
import dev.signalbox.status.StackFindings;
import dev.signalbox.status.Transition;
import dev.signalbox.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Silences alerts of services for a while after a deployment of theirs was seen. The status of services is its memory of
 * deployments, and Alertmanager that of silences, so that a restart makes none twice.
 */
public final class SilenceInquiry implements Inquiry {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final BackendAccess accesses;
    private final Told told;
    private final Map<ServiceKey, Instant> done = new HashMap<>();
    private String refusal = "";

    /** Tells the owner of a service. */
    public interface Told {
        void of(ServiceObservability service, Transition what, Instant now);
    }

    /** What is to be silenced, until when. */
    private record Wanted(ServiceObservability service, ServiceKey key, WorkloadChange change, Instant until) {}

    public SilenceInquiry(BackendAccess accesses, Told told) {
        this.accesses = accesses;
        this.told = told;
    }

    @Override
    public Aspect aspect() {
        return Aspect.SILENCES;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Found look(Scene scene, Instant now) {
        return RoutingReader.read(scene.stack()) instanceof Reading.Read<AlertRouting>(AlertRouting routing)
                ? routing.silences().map(asked -> look(asked, scene, now)).orElse(Found.NOTHING)
                : Found.NOTHING;
    }

    private Found look(DeploymentSilence asked, Scene scene, Instant now) {
        done.values().removeIf(until -> until.isBefore(now));
        List<Wanted> wanted = scene.services().stream()
                .flatMap(service -> wanted(service, asked, now).stream())
                .filter(one -> !one.until().equals(done.get(one.key())))
                .toList();
        if (!wanted.isEmpty()) {
            refusal = silence(wanted, asked, scene.stack(), now);
        }
        return new Found(Map.of(), StackFindings.of(verdict(asked)));
    }

    private Verdict verdict(DeploymentSilence asked) {
        return refusal.isEmpty()
                ? Verdict.yes(
                        Verdict.Type.DEPLOYMENTS_SILENCED,
                        Reason.SILENCING,
                        "alerts of a service (%s) are silenced for %s when a deployment of it is seen"
                                .formatted(severities(asked), PrometheusDuration.print(asked.lasting())))
                : Verdict.unknown(Verdict.Type.DEPLOYMENTS_SILENCED, Reason.BACKEND_UNREACHABLE, refusal);
    }

    /** The newest deployment of a service, while its time is not over. */
    private static Optional<Wanted> wanted(ServiceObservability service, DeploymentSilence asked, Instant now) {
        return Optional.ofNullable(service.getStatus())
                .map(ServiceObservabilityStatus::deployments)
                .flatMap(changes -> changes.stream().findFirst())
                .flatMap(change -> TelemetryServiceReader.read(service)
                        .meant()
                        .map(meant -> new Wanted(
                                service,
                                meant.key(),
                                change,
                                Instant.parse(change.time()).plus(asked.lasting()))))
                .filter(one -> one.until().isAfter(now));
    }

    /** Why it could not be done; empty where it was. */
    private String silence(List<Wanted> wanted, DeploymentSilence asked, ObservabilityStack stack, Instant now) {
        StackAlerting alerting = stack.getSpec().alerting();
        return switch (accesses.of(stack.getSpec().namespace(), Optional.ofNullable(alerting.auth()))) {
            case Known.Closed(String why) -> alerting.alertmanagerUrl() + " can't be asked: " + why;
            case Known.Open(var access) -> {
                try (AlertmanagerHttp server =
                        new AlertmanagerHttp(new Endpoint(alerting.alertmanagerUrl(), access), Limits.PATIENT)) {
                    yield silence(wanted, asked, server, now);
                }
            }
        };
    }

    private String silence(List<Wanted> wanted, DeploymentSilence asked, AlertServer server, Instant now) {
        return switch (server.silences()) {
            case Answer.Unavailable<List<Silence>>(String why) -> why;
            case Answer.Given<List<Silence>>(List<Silence> there) -> {
                String why = "";
                for (Wanted one : wanted) {
                    NewSilence silence = silence(one, asked, now);
                    Answer<String> answer = isThere(silence, there) ? new Answer.Given<>("") : server.silence(silence);
                    switch (answer) {
                        case Answer.Unavailable<String>(String refused) -> why = refused;
                        case Answer.Given<String>(String id) -> {
                            done.put(one.key(), one.until());
                            if (!id.isEmpty()) {
                                told.of(
                                        one.service(),
                                        new Transition(true, Silence.OF_DEPLOYMENTS, silence.comment()),
                                        now);
                            }
                        }
                    }
                }
                yield why;
            }
        };
    }

    private static boolean isThere(NewSilence silence, List<Silence> there) {
        return there.stream()
                .filter(Silence::isOurs)
                .anyMatch(one -> one.endsAt().equals(silence.endsAt())
                        && values(one.matchers()).equals(values(silence.matchers())));
    }

    private static Map<String, String> values(List<Silence.Matcher> matchers) {
        return matchers.stream().collect(Collectors.toMap(Silence.Matcher::name, Silence.Matcher::value));
    }

    private static NewSilence silence(Wanted one, DeploymentSilence asked, Instant now) {
        return new NewSilence(
                Stream.of(
                                equal("namespace", one.key().namespace()),
                                equal("service", one.key().service()),
                                new Silence.Matcher(
                                        "signalbox_severity",
                                        asked.severities().stream()
                                                .map(Severity::label)
                                                .collect(Collectors.joining("|")),
                                        true,
                                        true))
                        .toList(),
                now,
                one.until(),
                Silence.OURS,
                "Alerts of %s (%s) are silenced until %s, because %s %s was deployed"
                        .formatted(
                                one.key().service(),
                                severities(asked),
                                one.until(),
                                one.change().kind(),
                                one.change().name()));
    }

    private static Silence.Matcher equal(String name, String value) {
        return new Silence.Matcher(name, value, false, true);
    }

    private static String severities(DeploymentSilence asked) {
        return asked.severities().stream()
                .map(severity -> severity.label() + "s")
                .collect(Collectors.joining(" and "));
    }
}
