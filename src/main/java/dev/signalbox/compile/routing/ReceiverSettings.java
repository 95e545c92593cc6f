package dev.signalbox.compile.routing;

import dev.signalbox.model.routing.Receiver;
import dev.signalbox.model.routing.Receiver.SecretKey;
import dev.signalbox.model.routing.Receiver.Smtp;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Settings of one receiver, by the names that they have in a file and in an object.
 *
 * @param file list of such receivers in Alertmanager's file
 * @param object the same in an AlertmanagerConfig
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/#receiver-integration-settings">In a file</a>
 * @see <a href="https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.Receiver">In an object</a>
 */
record ReceiverSettings(String file, String object, List<Field> fields) {

    /**
     * A setting.
     *
     * @param file its name in a file
     * @param object its name in an object
     */
    record Field(String file, String object, Value value) {}

    /** What is set. */
    sealed interface Value {
        /** @param text may be a template */
        record Text(String text) implements Value {}

        /** On or off. */
        record Flag(boolean on) implements Value {}

        /** In a file it is the path of a file. */
        record Secret(SecretKey key) implements Value {}

        /** In a file it is a map, in an object a list. */
        record Pairs(SortedMap<String, String> pairs) implements Value {
            public Pairs {
                pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
            }
        }
    }

    ReceiverSettings {
        fields = List.copyOf(fields);
    }

    static ReceiverSettings of(Receiver receiver) {
        return switch (receiver) {
            case Receiver.PagerDuty(var key) ->
                settings(
                        "pagerduty_configs",
                        "pagerdutyConfigs",
                        secret("routing_key_file", "routingKey", key),
                        text("description", NotificationTexts.SUMMARY),
                        text("severity", NotificationTexts.PAGER_DUTY_SEVERITY),
                        details());
            case Receiver.Opsgenie(var key) ->
                settings(
                        "opsgenie_configs",
                        "opsgenieConfigs",
                        secret("api_key_file", "apiKey", key),
                        text("message", NotificationTexts.SUMMARY),
                        text("description", NotificationTexts.DETAILS),
                        text("priority", NotificationTexts.OPSGENIE_PRIORITY),
                        details());
            case Receiver.Slack(var url, var channel) ->
                settings(
                        "slack_configs",
                        "slackConfigs",
                        Stream.concat(
                                channel.map(name -> text("channel", name)).stream(),
                                Stream.of(
                                        secret("api_url_file", "apiURL", url),
                                        resolved(),
                                        text("title", NotificationTexts.TITLE),
                                        text("text", NotificationTexts.DETAILS))));
            case Receiver.MicrosoftTeams(var url) ->
                settings(
                        "msteams_configs",
                        "msteamsConfigs",
                        secret("webhook_url_file", "webhookUrl", url),
                        text("title", NotificationTexts.TITLE),
                        text("text", NotificationTexts.DETAILS));
            case Receiver.MicrosoftTeamsWorkflow(var url) ->
                settings(
                        "msteamsv2_configs",
                        "msteamsv2Configs",
                        secret("webhook_url_file", "webhookURL", url),
                        text("title", NotificationTexts.TITLE),
                        text("text", NotificationTexts.DETAILS));
            case Receiver.Email(var to, var smtp, var password) -> email(to, smtp, password);
            case Receiver.Webhook(var url) ->
                settings("webhook_configs", "webhookConfigs", secret("url_file", "urlSecret", url));
        };
    }

    private static ReceiverSettings email(String to, Smtp smtp, Optional<SecretKey> password) {
        return settings(
                "email_configs",
                "emailConfigs",
                Stream.of(
                                Stream.of(
                                        text("to", to),
                                        text("from", smtp.from()),
                                        text("smarthost", smtp.smarthost()),
                                        resolved(),
                                        new Field("require_tls", "requireTLS", new Value.Flag(smtp.requireTls())),
                                        new Field(
                                                "headers",
                                                "headers",
                                                new Value.Pairs(
                                                        new TreeMap<>(Map.of("Subject", NotificationTexts.TITLE))))),
                                smtp.username().map(name -> text("auth_username", "authUsername", name)).stream(),
                                password.map(key -> secret("auth_password_file", "authPassword", key)).stream())
                        .flatMap(fields -> fields));
    }

    /** Chat and mail are not told of ends unless asked to. */
    private static Field resolved() {
        return new Field("send_resolved", "sendResolved", new Value.Flag(true));
    }

    private static Field details() {
        return new Field(
                "details",
                "details",
                new Value.Pairs(new TreeMap<>(
                        Map.of("runbook", NotificationTexts.RUNBOOK, "dashboard", NotificationTexts.DASHBOARD))));
    }

    private static Field text(String name, String text) {
        return text(name, name, text);
    }

    private static Field text(String file, String object, String text) {
        return new Field(file, object, new Value.Text(text));
    }

    private static Field secret(String file, String object, SecretKey key) {
        return new Field(file, object, new Value.Secret(key));
    }

    private static ReceiverSettings settings(String file, String object, Field... fields) {
        return settings(file, object, Stream.of(fields));
    }

    private static ReceiverSettings settings(String file, String object, Stream<Field> fields) {
        return new ReceiverSettings(file, object, fields.toList());
    }
}
