package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Who is told of alerts; becomes AlertmanagerConfig objects, and an alertmanager.yml in {@code render}. */
@Stored
@ValidationRule(
        value = "!has(self.routes) || self.routes.all(r, !has(r.muteTimes) || r.muteTimes.all(m, "
                + "has(self.muteTimes) && self.muteTimes.exists(t, t.name == m)))",
        fieldPath = ".routes",
        message = "must mute at times that muteTimes defines; add the missing name to muteTimes")
@ValidationRule(
        value = "!has(self.routes) || self.routes.all(r, r.receiver.type != 'Email') || has(self.smtp)",
        fieldPath = ".routes",
        message = "must come with smtp where a receiver is Email; "
                + "write e.g. smtp: {smarthost: \"smtp.example.com:587\", from: alerts@example.com}")
public record StackAlerting(
        @JsonPropertyDescription("Alertmanager's address, for evidence. Example: http://alertmanager:9093.") @Shape.Url
        String alertmanagerUrl,

        @JsonPropertyDescription("How Alertmanager is spoken to.")
        EndpointAuth auth,

        @JsonPropertyDescription("Who is told of what: the first match wins.") @Size(max = 50) @Shape.Keyed("name")
        List<Route> routes,

        @JsonPropertyDescription("Times at which routes are silent.") @Size(max = 20) @Shape.Keyed("name")
        List<MuteTime> muteTimes,

        @JsonPropertyDescription("Who sends e-mail; needed where a receiver is Email.")
        Smtp smtp,

        @JsonPropertyDescription(
                "Who is told every minute that alerts get through, and calls somebody when that stops; "
                        + "absent: nobody.")
        DeadMansSwitch deadMansSwitch,

        @JsonPropertyDescription("Labels of the AlertmanagerConfig objects, by which an Alertmanager selects them. "
                + "Example: {alertmanagerConfig: main}.")
        @Size(max = 16) @Shape.ObjectLabels
        Map<String, @Size(max = 63) String> labels,

        @JsonPropertyDescription("Silences for services that are being deployed; absent: none. Needs alertmanagerUrl.")
        DeploymentSilences silenceDeployments) {

    /** Who is told that alerts get through. */
    @Stored
    public record DeadMansSwitch(
            @JsonPropertyDescription(
                    "Secret with the URL of a server that takes Alertmanager's webhooks, as of a Webhook "
                            + "receiver.")
            @Required
            SecretKey secretRef) {}

    /** Silences for services that are being deployed; each ends by itself. */
    @Stored
    public record DeploymentSilences(
            @JsonPropertyDescription("How long after a deployment was seen; at most 2h.")
            @Default("10m")
            @Shape.Duration
            @JsonProperty("for")
            String lasting,

            @JsonPropertyDescription("Alerts of these severities. A page is silenced only where Page is among them.")
            @Default("[\"Ticket\"]")
            @Size(min = 1, max = 2) @Shape.Unique List<BurnRates.Severity> severities) {}

    /** Who sends e-mail. */
    @Stored
    public record Smtp(
            @JsonPropertyDescription("Server that takes mail in. Example: smtp.example.com:587.")
            @Required
            @Shape.HostPort
            String smarthost,

            @JsonPropertyDescription("Address of the sender. Example: alerts@example.com.")
            @Required
            @Size(min = 3, max = 254) String from,

            @JsonPropertyDescription("Who logs in, with the password of the receiver's secretRef; absent: nobody does.")
            @Size(min = 1, max = 254) String username,

            @JsonPropertyDescription("False: mail may go out unencrypted.") @Default("true")
            Boolean requireTls) {}

    /** Who is told of some alerts. */
    @Stored
    public record Route(
            @JsonPropertyDescription("Name of the route, unique in the list. Example: payments-page.")
            @Required
            @Shape.Label
            String name,

            @JsonPropertyDescription("Which alerts; absent: all.")
            AlertMatch match,

            @JsonPropertyDescription("Who is told.") @Required
            Receiver receiver,

            @JsonPropertyDescription(
                    "How long to wait before it is told again; absent: 30m, 1h, 12h or 24h by priority, "
                            + "which follows from severity and tier.")
            @Shape.Duration
            String repeatInterval,

            @JsonPropertyDescription("Names of muteTimes at which the route is silent.") @Size(max = 10) @Shape.Unique List<@Shape.Label String> muteTimes) {}

    /** Which alerts; all that is given must hold. */
    @Stored
    public record AlertMatch(
            @JsonPropertyDescription("Alerts of these teams. Example: [payments].") @Size(max = 20) @Shape.Unique List<@Shape.Word String> teams,

            @JsonPropertyDescription("Alerts of these namespaces. Example: [shop].") @Size(max = 20) @Shape.Unique List<@Shape.Label String> namespaces,

            @JsonPropertyDescription("Alerts of these severities.") @Size(max = 2) @Shape.Unique List<BurnRates.Severity> severities) {}

    /** Somebody who is told. */
    @Stored
    @ValidationRule(
            value = "self.type == 'Email' ? has(self.to) : has(self.secretRef)",
            message = "must have to where type is Email, else secretRef; "
                    + "write e.g. {type: Slack, secretRef: {name: slack, key: url}}")
    public record Receiver(
            @JsonPropertyDescription(
                    "What the receiver is. MicrosoftTeams is a connector's URL and needs Alertmanager 0.26, "
                            + "MicrosoftTeamsWorkflow the URL of a workflow and needs 0.28.")
            @Required
            ReceiverType type,

            @JsonPropertyDescription(
                    "Secret in the namespace of the object that refers to it, which is the stack's unless status "
                            + "says otherwise: the URL of Slack, MicrosoftTeams or Webhook, "
                            + "the routing key of PagerDuty, the API key of Opsgenie, the password of Email.")
            SecretKey secretRef,

            @JsonPropertyDescription("Channel of Slack. Example: \"#payments\".") @Size(min = 1, max = 80) String channel,

            @JsonPropertyDescription("Address for Email. Example: payments@example.com.") @Size(min = 3, max = 254) String to) {}

    /** What a receiver is. */
    public enum ReceiverType {
        @JsonProperty("Slack")
        SLACK,
        @JsonProperty("PagerDuty")
        PAGER_DUTY,
        @JsonProperty("Opsgenie")
        OPSGENIE,
        @JsonProperty("MicrosoftTeams")
        MICROSOFT_TEAMS,
        @JsonProperty("MicrosoftTeamsWorkflow")
        MICROSOFT_TEAMS_WORKFLOW,
        @JsonProperty("Email")
        EMAIL,
        @JsonProperty("Webhook")
        WEBHOOK
    }

    /** One key of a Secret in the stack's namespace. */
    @Stored
    public record SecretKey(
            @JsonPropertyDescription("Name of the Secret.") @Required @Shape.ObjectName
            String name,

            @JsonPropertyDescription("Key in the Secret. Example: url.")
            @Required
            @Pattern("^[-._a-zA-Z0-9]+$") @Size(min = 1, max = 253) String key) {}

    /** Times by the calendar; a deployment is muted by a silence instead. */
    @Stored
    public record MuteTime(
            @JsonPropertyDescription("Name, unique in the list. Example: nights.") @Required @Shape.Label
            String name,

            @JsonPropertyDescription("Days of the week; absent: all.") @Size(min = 1, max = 7) @Shape.Unique List<Weekday> weekdays,

            @JsonPropertyDescription("Times of the day, UTC; absent: all day.") @Size(min = 1, max = 8) List<TimeRange> times,

            @JsonPropertyDescription("Months, 1 to 12; absent: all.") @Size(min = 1, max = 12) @Shape.Unique List<@Min(1) @Max(12) Integer> months,

            @JsonPropertyDescription("Days of the month, 1 to 31; absent: all.") @Size(min = 1, max = 31) @Shape.Unique List<@Min(1) @Max(31) Integer> daysOfMonth) {}

    /** Days of the week. */
    public enum Weekday {
        @JsonProperty("Monday")
        MONDAY,
        @JsonProperty("Tuesday")
        TUESDAY,
        @JsonProperty("Wednesday")
        WEDNESDAY,
        @JsonProperty("Thursday")
        THURSDAY,
        @JsonProperty("Friday")
        FRIDAY,
        @JsonProperty("Saturday")
        SATURDAY,
        @JsonProperty("Sunday")
        SUNDAY
    }

    /** A part of a day that doesn't cross midnight. */
    @Stored
    @ValidationRule(
            value = "self.from < self.to",
            message = "must begin before it ends, within one day; "
                    + "write two ranges for a night, e.g. {from: \"20:00\", to: \"24:00\"} and {from: \"00:00\", to: "
                    + "\"06:00\"}")
    public record TimeRange(
            @JsonPropertyDescription("Begin, hours and minutes. Example: \"20:00\".")
            @Required
            @Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$") @Size(max = 5) String from,

            @JsonPropertyDescription("End, hours and minutes, up to 24:00. Example: \"24:00\".")
            @Required
            @Pattern("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$") @Size(max = 5) String to) {}
}
