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
    /** Who creates ours. */
    public static final String OURS = "signalbox";

    /** What is told where one is made for a deployment. */
    public static final String OF_DEPLOYMENTS = "DeploymentSilenced";

    public Silence {
        matchers = List.copyOf(matchers);
    }

    /** Whether no person made it. */
    public boolean isOurs() {
        return OURS.equals(createdBy);
    }

    /**
     * One of its conditions.
     *
     * @param regex the value is an anchored regular expression
     * @param equal false: it must not be so
     */
    public record Matcher(String name, String value, boolean regex, boolean equal) {}
}
