package dev.signalbox.model;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Prometheus writes them: {@code 5m}, {@code 1h30m}, {@code 329s999ms}. A day is 24 hours, a week seven
 * days, a year 365 days.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations">Time
 *     durations</a>
 */
public final class PrometheusDuration {
    private static final Pattern FORM =
            Pattern.compile("(?:(?<y>[0-9]{1,4})y)?(?:(?<w>[0-9]{1,6})w)?(?:(?<d>[0-9]{1,6})d)?"
                    + "(?:(?<h>[0-9]{1,9})h)?(?:(?<m>[0-9]{1,9})m)?(?:(?<s>[0-9]{1,9})s)?(?:(?<ms>[0-9]{1,12})ms)?");

    private PrometheusDuration() {}

    /** The duration, or nothing when the text is none. */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            return Optional.empty();
        }
        long days = part(form, "y") * 365 + part(form, "w") * 7 + part(form, "d");
        return Optional.of(Duration.ofDays(days)
                .plusHours(part(form, "h"))
                .plusMinutes(part(form, "m"))
                .plusSeconds(part(form, "s"))
                .plusMillis(part(form, "ms")));
    }

    /** The shortest text in descending units, days the largest: {@code 30d}, {@code 1h30m}, {@code 5m29s999ms}. */
    public static String print(Duration duration) {
        StringBuilder text = new StringBuilder();
        unit(text, duration.toDays(), "d");
        unit(text, duration.toHoursPart(), "h");
        unit(text, duration.toMinutesPart(), "m");
        unit(text, duration.toSecondsPart(), "s");
        unit(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static long part(Matcher form, String group) {
        String digits = form.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static void unit(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(count).append(unit);
        }
    }
}
