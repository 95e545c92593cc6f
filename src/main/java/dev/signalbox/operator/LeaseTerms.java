package dev.signalbox.operator;

import java.time.Duration;
import java.util.Locale;

/**
 * What follows from how long a lease is good for. Others may take it when it was not renewed for its whole duration; whoever
 * holds it begins no write in its last quarter, which is for requests that are on their way and for clocks that differ.
 *
 * @param duration 4 s to 10 min in whole seconds, as a Lease says it
 */
record LeaseTerms(Duration duration) {
    /** Below, a single slow answer would cost the lease. */
    static final Duration SHORTEST = Duration.ofSeconds(4);

    /** Above, nobody would work for too long when a leader dies. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String SETTING = "signalbox.leader-election.lease-duration";

    /** @throws IllegalArgumentException when it is out of range */
    LeaseTerms {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0 || duration.toMillis() % 1000 != 0) {
            throw new IllegalArgumentException("%s: must be whole seconds from %ds to %ds, was %s; write e.g. \"30s\""
                    .formatted(
                            SETTING,
                            SHORTEST.toSeconds(),
                            LONGEST.toSeconds(),
                            duration.toString().substring(2).toLowerCase(Locale.ROOT)));
        }
    }

    /** Between two renewals, and, but for chance, between two looks of who waits. */
    Duration renewEvery() {
        return duration.dividedBy(15);
    }

    /** After which a holder gives up trying to renew it. */
    Duration renewWithin() {
        return duration.multipliedBy(2).dividedBy(3);
    }

    /** From the beginning of the last renewal: after it no write is begun. */
    Duration writesFor() {
        return duration.multipliedBy(3).dividedBy(4);
    }

    /** After which whoever has not even looked at the lease does not take part any more. */
    Duration silence() {
        return duration.multipliedBy(2).plusMinutes(1);
    }
}
