package dev.signalbox.backend.alertmanager;

import java.time.Instant;
import java.util.List;

/**
 * A silence.
 *
 * @param state {@code active}, {@code pending} or {@code expired}
 * @param matchers all of which an alert must meet
 */
public record Silence(
        String id, String state, List<Matcher> matchers, Instant startsAt, Instant endsAt, String createdBy) {
    public Silence {
        matchers = List.copyOf(matchers);
    }

    /**
     * One of its conditions.
     *
     * @param regex the value is an anchored regular expression
     * @param equal false: it must not be so
     */
    public record Matcher(String name, String value, boolean regex, boolean equal) {}
}
