package dev.signalbox.backend.alertmanager;

import java.time.Instant;
import java.util.List;

/**
 * A silence to make.
 *
 * @param matchers all of which an alert must meet; at least one that is not empty
 * @param comment for people
 */
public record NewSilence(
        List<Silence.Matcher> matchers, Instant startsAt, Instant endsAt, String createdBy, String comment) {
    public NewSilence {
        matchers = List.copyOf(matchers);
    }
}
