package dev.signalbox.operator.alerts;

import dev.signalbox.alerts.AlertHealth;
import dev.signalbox.alerts.AlertHealthFields;
import dev.signalbox.alerts.AlertSurvey;
import dev.signalbox.api.v1alpha1.EndpointAuth;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.StackAlerting;
import dev.signalbox.backend.AlertingRule;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.Series;
import dev.signalbox.backend.alertmanager.AlertmanagerHttp;
import dev.signalbox.backend.alertmanager.Notified;
import dev.signalbox.backend.alertmanager.Silence;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.access.Known;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.MetricsInquiry;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.OpenServer;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.Reason;
import dev.signalbox.status.StackFindings;
import dev.signalbox.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks which alerts there are, when they fired, and who silenced them. */
public final class AlertInquiry implements MetricsInquiry {
    private static final String KEPT = "; what is said of alerts is from before";

    private final BackendAccess accesses;
    private final Duration every;
    private final OpenServer rules = new OpenServer(Limits.PATIENT);
    private final OpenServer queries = new OpenServer(Limits.PATIENT);
    private AlertSurvey survey = AlertSurvey.NOTHING;

    /** @param every between two looks */
    public AlertInquiry(BackendAccess accesses, Duration every) {
        this.accesses = accesses;
        this.every = every;
    }

    @Override
    public Aspect aspect() {
        return Aspect.ALERTS;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public Found withClosedServer(Scene scene, String why) {
        return unknown(why);
    }

    @Override
    public Found ask(Channel.Servers servers, Scene scene, Instant now) {
        return switch (rules.at(servers.rules()).alertingRules()) {
            case Answer.Unavailable<List<AlertingRule>>(String why) -> unknown(why);
            case Answer.Given<List<AlertingRule>>(List<AlertingRule> all) ->
                switch (AlertSurvey.episodes(queries.at(servers.queries()), now)) {
                    case Answer.Unavailable<List<Series>>(String why) -> unknown(why);
                    case Answer.Given<List<Series>>(List<Series> episodes) -> {
                        Optional<String> unheard = hearOfSilences(scene.stack(), all, now);
                        survey = survey.looked(all, queries.at(servers.queries()), now);
                        yield found(survey.health(all, episodes), unheard);
                    }
                };
        };
    }

    /** Why Alertmanager can't be asked; nothing: it was, or nobody named one. */
    private Optional<String> hearOfSilences(ObservabilityStack stack, List<AlertingRule> all, Instant now) {
        Optional<StackAlerting> alerting =
                Optional.ofNullable(stack.getSpec().alerting()).filter(known -> known.alertmanagerUrl() != null);
        if (alerting.isEmpty()) {
            return Optional.empty();
        }
        String url = alerting.get().alertmanagerUrl();
        Optional<EndpointAuth> auth = alerting.map(StackAlerting::auth);
        return switch (accesses.of(stack.getSpec().namespace(), auth)) {
            case Known.Closed(String why) -> Optional.of(url + " can't be asked: " + why);
            case Known.Open(var access) -> {
                try (AlertmanagerHttp alertmanager = new AlertmanagerHttp(new Endpoint(url, access), Limits.PATIENT)) {
                    yield hear(alertmanager, all, now);
                }
            }
        };
    }

    private Optional<String> hear(AlertmanagerHttp alertmanager, List<AlertingRule> all, Instant now) {
        return switch (alertmanager.silences()) {
            case Answer.Unavailable<List<Silence>>(String why) -> Optional.of(why);
            case Answer.Given<List<Silence>>(List<Silence> silences) ->
                switch (alertmanager.alerts()) {
                    case Answer.Unavailable<List<Notified>>(String why) -> Optional.of(why);
                    case Answer.Given<List<Notified>>(List<Notified> alerts) -> {
                        survey = survey.with(survey.silences().and(all, silences, alerts, now));
                        yield Optional.empty();
                    }
                };
        };
    }

    private static Found found(AlertHealth health, Optional<String> unheard) {
        return new Found(
                Map.of(),
                StackFindings.of(
                        AlertHealthFields.of(health),
                        unheard.map(why -> Verdict.unknown(
                                        Verdict.Type.ALERTS_OBSERVED,
                                        Reason.BACKEND_UNREACHABLE,
                                        why + "; who silenced what is from before"))
                                .orElseGet(() -> Verdict.yes(
                                        Verdict.Type.ALERTS_OBSERVED,
                                        Reason.ANSWERED,
                                        "rules, what fired in a day, and silences were asked for"))));
    }

    private static Found unknown(String why) {
        return new Found(
                Map.of(),
                StackFindings.of(
                        Verdict.unknown(Verdict.Type.ALERTS_OBSERVED, Reason.BACKEND_UNREACHABLE, why + KEPT)));
    }

    @Override
    public void close() {
        rules.close();
        queries.close();
    }
}
