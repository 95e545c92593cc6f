package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.BurnRates;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.StackAlerting;
import dev.signalbox.intake.DurationFields;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.document.Paths;
import dev.signalbox.model.Severity;
import dev.signalbox.model.routing.AlertMatch;
import dev.signalbox.model.routing.AlertRoute;
import dev.signalbox.model.routing.AlertRouting;
import dev.signalbox.model.routing.DeploymentSilence;
import dev.signalbox.model.routing.MuteTime;
import dev.signalbox.model.routing.Receiver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what an {@code ObservabilityStack} says of who is told of alerts. */
public final class RoutingReader {
    private static final String PATH = "spec.alerting";
    private static final String ROUTES = PATH + ".routes";
    private static final Duration LONGEST_SILENCE = Duration.ofHours(2);
    private static final String USUAL_SILENCE = "10m";
    private static final String DEFAULT_NAMESPACE = "observability";

    private RoutingReader() {}

    /** The routes as meant, or all violations. */
    public static Reading<AlertRouting> read(ObservabilityStack resource) {
        Findings findings = new Findings();
        Optional<ObservabilityStackSpec> spec = Optional.ofNullable(resource.getSpec());
        String namespace = spec.map(ObservabilityStackSpec::namespace).orElse(DEFAULT_NAMESPACE);
        AlertRouting routing = spec.map(ObservabilityStackSpec::alerting)
                .map(alerting -> read(namespace, alerting, findings))
                .orElseGet(() -> AlertRouting.none(namespace));
        return findings.none() ? new Reading.Read<>(routing) : new Reading.Invalid<>(findings.all());
    }

    private static AlertRouting read(String namespace, StackAlerting alerting, Findings findings) {
        List<MuteTime> muteTimes = MuteTimesReader.read(PATH + ".muteTimes", alerting.muteTimes(), findings);
        ReceiverReader receivers = new ReceiverReader(
                ReceiverReader.smtp(PATH + ".smtp", Optional.ofNullable(alerting.smtp()), findings), findings);
        ListItems.requireDistinct(ROUTES, alerting.routes(), StackAlerting.Route::name, "name", findings);
        Map<String, AlertRoute> routes = new LinkedHashMap<>();
        ListItems.read(ROUTES, alerting.routes(), findings, (at, route) -> {
            route(at, route, names(alerting), receivers, findings).ifPresent(read -> routes.put(at, read));
            return Optional.empty();
        });
        requireReachable(routes, findings);
        return new AlertRouting(
                namespace,
                List.copyOf(routes.values()),
                muteTimes,
                deadMansSwitch(alerting, receivers),
                Optional.ofNullable(alerting.labels()).orElse(Map.of()),
                Optional.ofNullable(alerting.silenceDeployments()).flatMap(it -> silence(alerting, it, findings)));
    }

    private static Set<String> names(StackAlerting alerting) {
        return ListItems.given(alerting.muteTimes()).stream()
                .map(StackAlerting.MuteTime::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Optional<AlertRoute> route(
            String path,
            StackAlerting.Route written,
            Set<String> knownTimes,
            ReceiverReader receivers,
            Findings findings) {
        ObjectNames.requireLabel(path + ".name", written.name(), "payments-page", findings);
        List<String> muteTimes = ListItems.given(written.muteTimes());
        for (int i = 0; i < muteTimes.size(); i++) {
            findings.require(
                    knownTimes.contains(muteTimes.get(i)),
                    Paths.item(path + ".muteTimes", i),
                    "must be a name in %s.muteTimes, was \"%s\"".formatted(PATH, muteTimes.get(i)),
                    knownTimes.isEmpty()
                            ? "add it there"
                            : "write one of "
                                    + String.join(
                                            ", ", knownTimes.stream().sorted().toList()));
        }
        Optional<Duration> repeat =
                DurationFields.positive(path + ".repeatInterval", written.repeatInterval(), findings);
        return receivers
                .read(path + ".receiver", written.receiver())
                .map(receiver -> new AlertRoute(written.name(), match(written.match()), receiver, repeat, muteTimes));
    }

    private static AlertMatch match(StackAlerting.AlertMatch written) {
        return written == null
                ? AlertMatch.ALL
                : new AlertMatch(
                        Set.copyOf(ListItems.given(written.teams())),
                        Set.copyOf(ListItems.given(written.namespaces())),
                        severities(written.severities()));
    }

    static Set<Severity> severities(List<BurnRates.Severity> written) {
        return ListItems.given(written).stream()
                .map(severity -> switch (severity) {
                    case PAGE -> Severity.PAGE;
                    case TICKET -> Severity.TICKET;
                })
                .collect(Collectors.toSet());
    }

    /** A route behind one that takes all of its alerts looks right and tells nobody. */
    private static void requireReachable(Map<String, AlertRoute> routes, Findings findings) {
        routes.forEach((path, route) -> routes.entrySet().stream()
                .takeWhile(earlier -> !earlier.getKey().equals(path))
                .filter(earlier -> earlier.getValue().match().takesAllOf(route.match()))
                .findFirst()
                .ifPresent(earlier -> findings.add(
                        path + ".match",
                        "must match an alert that no route before it takes, but %s (\"%s\") takes all of them"
                                .formatted(earlier.getKey(), earlier.getValue().name()),
                        "move it before that one, or remove one of them")));
    }

    private static Optional<Receiver> deadMansSwitch(StackAlerting alerting, ReceiverReader receivers) {
        return Optional.ofNullable(alerting.deadMansSwitch())
                .flatMap(written -> receivers.read(
                        PATH + ".deadMansSwitch",
                        new StackAlerting.Receiver(
                                StackAlerting.ReceiverType.WEBHOOK, written.secretRef(), null, null)));
    }

    private static Optional<DeploymentSilence> silence(
            StackAlerting alerting, StackAlerting.DeploymentSilences written, Findings findings) {
        String path = PATH + ".silenceDeployments";
        findings.require(
                alerting.alertmanagerUrl() != null,
                path,
                "must come with alertmanagerUrl, where silences are made; was missing",
                "write e.g. alertmanagerUrl: \"http://alertmanager:9093\"");
        Set<Severity> severities =
                severities(Objects.requireNonNullElse(written.severities(), List.of(BurnRates.Severity.TICKET)));
        String lasting = Objects.requireNonNullElse(written.lasting(), USUAL_SILENCE);
        return DurationFields.positive(path + ".for", lasting, findings)
                .filter(duration -> findings.require(
                        duration.compareTo(LONGEST_SILENCE) <= 0,
                        path + ".for",
                        "must be at most 2h, was " + lasting,
                        "write e.g. 10m"))
                .map(duration -> new DeploymentSilence(duration, severities));
    }
}
