package dev.signalbox.model.routing;

import java.util.Optional;

/** Somebody who is told; what is secret about it stays in a Secret. */
public sealed interface Receiver {

    /** One key of a Secret. */
    record SecretKey(String name, String key) {
        /** {@code name/key}. */
        @Override
        public String toString() {
            return name + "/" + key;
        }
    }

    /**
     * Slack, by an incoming webhook.
     *
     * @param url holds its URL
     * @param channel where it is not the webhook's own
     */
    record Slack(SecretKey url, Optional<String> channel) implements Receiver {}

    /** @param routingKey holds that of an integration by Events API v2 */
    record PagerDuty(SecretKey routingKey) implements Receiver {}

    /** @param apiKey holds that of an API integration */
    record Opsgenie(SecretKey apiKey) implements Receiver {}

    /** @param url holds that of an incoming webhook, a connector */
    record MicrosoftTeams(SecretKey url) implements Receiver {}

    /** @param url holds that of a workflow, which took the place of connectors */
    record MicrosoftTeamsWorkflow(SecretKey url) implements Receiver {}

    /**
     * Mail.
     *
     * @param to address
     * @param password of the server's user, where there is one
     */
    record Email(String to, Smtp smtp, Optional<SecretKey> password) implements Receiver {}

    /** @param url holds that of a server that takes Alertmanager's own JSON */
    record Webhook(SecretKey url) implements Receiver {}

    /**
     * Who sends mail.
     *
     * @param smarthost {@code host:port}
     * @param from address of the sender
     * @param username who logs in; nothing: nobody does
     * @param requireTls mail never goes out unencrypted
     */
    record Smtp(String smarthost, String from, Optional<String> username, boolean requireTls) {}
}
