package dev.signalbox.cli;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.alertmanager.AlertmanagerHttp;
import dev.signalbox.backend.alertmanager.NewAlert;
import dev.signalbox.backend.alertmanager.Notified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Alertmanager made of an alert that it was sent. */
sealed interface AlertDelivery {
    /** How long it may take until what was sent is among its alerts. */
    Duration SEEN_WITHIN = Duration.ofSeconds(10);

    /** Between two looks. */
    Duration LOOK_AGAIN = Duration.ofMillis(250);

    /** @param receivers whom its routes lead to, in their order */
    record Led(List<String> receivers) implements AlertDelivery {}

    /** @param why it is there, and nobody is told */
    record Quiet(String why) implements AlertDelivery {}

    /** @param why it was not taken, or what became of it is not known */
    record Unknown(String why) implements AlertDelivery {}

    /** Sends it, and looks until it is seen. */
    static AlertDelivery of(NewAlert alert, AlertmanagerHttp server) throws InterruptedException {
        return switch (server.tell(alert)) {
            case Answer.Unavailable<Boolean>(String why) -> new Unknown(why);
            case Answer.Given<Boolean> _ -> seen(alert, server);
        };
    }

    private static AlertDelivery seen(NewAlert sent, AlertmanagerHttp server) throws InterruptedException {
        Instant end = Instant.now().plus(SEEN_WITHIN);
        String why = "it is not among the alerts of Alertmanager";
        while (Instant.now().isBefore(end)) {
            switch (server.alerts()) {
                case Answer.Unavailable<List<Notified>>(String unavailable) -> why = unavailable;
                case Answer.Given<List<Notified>>(List<Notified> alerts) -> {
                    Optional<Notified> seen = alerts.stream()
                            .filter(alert -> alert.labels().equals(sent.labels()))
                            .findFirst();
                    if (seen.isPresent()) {
                        return of(seen.get());
                    }
                }
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return new Unknown("It was sent, and what became of it is not known: " + why);
    }

    private static AlertDelivery of(Notified seen) {
        if (!seen.silencedBy().isEmpty()) {
            return new Quiet("it is silenced (" + String.join(", ", seen.silencedBy()) + ")");
        }
        return seen.inhibitedBy().isEmpty()
                ? new Led(seen.receivers())
                : new Quiet("alerts that fire inhibit it (" + String.join(", ", seen.inhibitedBy()) + ")");
    }
}
