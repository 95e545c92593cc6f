package dev.signalbox.compile.routing;

import dev.signalbox.model.routing.Receiver;
import java.util.Optional;

/**
 * A receiver of Alertmanager.
 *
 * @param name unique in a configuration; routes with equal settings share one
 * @param settings nothing: nobody is told
 */
record NamedReceiver(String name, Optional<Receiver> settings) {
    /** What no route takes ends here. */
    static final NamedReceiver NOBODY = new NamedReceiver("nobody", Optional.empty());

    static NamedReceiver of(Receiver receiver) {
        return new NamedReceiver(name(receiver), Optional.of(receiver));
    }

    static String name(Receiver receiver) {
        return switch (receiver) {
            case Receiver.Slack(var url, var channel) ->
                "slack/" + url + channel.map(to -> "/" + to).orElse("");
            case Receiver.PagerDuty(var key) -> "pagerduty/" + key;
            case Receiver.Opsgenie(var key) -> "opsgenie/" + key;
            case Receiver.MicrosoftTeams(var url) -> "teams/" + url;
            case Receiver.MicrosoftTeamsWorkflow(var url) -> "teams-workflow/" + url;
            case Receiver.Email(var to, var _, var password) ->
                "email/" + to + password.map(secret -> "/" + secret).orElse("");
            case Receiver.Webhook(var url) -> "webhook/" + url;
        };
    }
}
