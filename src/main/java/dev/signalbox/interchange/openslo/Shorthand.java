package dev.signalbox.interchange.openslo;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration as OpenSLO writes it: a number and one of m, h, d, w, M, Q, Y.
 *
 * @param count not negative
 * @param unit one of the letters
 */
record Shorthand(long count, char unit) {
    private static final Pattern FORM = Pattern.compile("(?<count>[0-9]{1,9})(?<unit>[smhdwMQY])");

    static Optional<Shorthand> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches()
                ? Optional.of(new Shorthand(
                        Long.parseLong(form.group("count")), form.group("unit").charAt(0)))
                : Optional.empty();
    }

    /** A month has 30 days, a quarter 90, a year 365, as in OpenSLO's own library. */
    Duration duration() {
        return switch (unit) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            case 'd' -> Duration.ofDays(count);
            case 'w' -> Duration.ofDays(7 * count);
            case 'M' -> Duration.ofDays(30 * count);
            case 'Q' -> Duration.ofDays(90 * count);
            default -> Duration.ofDays(365 * count);
        };
    }
}
