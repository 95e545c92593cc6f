package dev.signalbox.coverage;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When a CronJob runs, as far as the longest time between two runs goes.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax">Schedule syntax</a>
 */
final class Schedule {
    private static final int MINUTES_A_DAY = 24 * 60;

    /** Each combination of day and month is in it, with a leap year. */
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);

    private static final int DAYS = 4 * 366;

    private static final Map<String, String> MACROS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private static final List<String> MONTHS =
            List.of("", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean anyDay;
    private final boolean anyWeekday;

    private Schedule(String[] fields) {
        minutes = field(fields[0], 0, 59, List.of());
        hours = field(fields[1], 0, 23, List.of());
        days = field(fields[2], 1, 31, List.of());
        months = field(fields[3], 1, 12, MONTHS);
        weekdays = field(fields[4], 0, 7, WEEKDAYS);
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        anyDay = fields[2].startsWith("*");
        anyWeekday = fields[4].startsWith("*");
    }

    /** The longest time between two runs; nothing where the schedule can't be read, or never comes. */
    static Optional<Duration> longestPause(String written) {
        try {
            String text = written.strip();
            if (text.startsWith("TZ=") || text.startsWith("CRON_TZ=")) {
                text = text.substring(text.indexOf(' ') + 1).strip();
            }
            if (text.startsWith("@every ")) {
                return Optional.of(
                        Duration.parse("PT" + text.substring(7).strip().toUpperCase(Locale.ROOT)));
            }
            String[] fields = MACROS.getOrDefault(text, text).split("\\s+");
            return fields.length == 5 ? new Schedule(fields).longestPause() : Optional.empty();
        } catch (RuntimeException e) {
            return Optional
                    .empty(); // the API server checks schedules; one that we can't read is looked at like any other
        }
    }

    private Optional<Duration> longestPause() {
        int[] ofDay = IntStream.range(0, MINUTES_A_DAY)
                .filter(minute -> hours.get(minute / 60) && minutes.get(minute % 60))
                .toArray();
        int[] runningDays = IntStream.range(0, DAYS).filter(this::runsOn).toArray();
        if (ofDay.length == 0 || runningDays.length == 0) {
            return Optional.empty();
        }
        int overNight = MINUTES_A_DAY - ofDay[ofDay.length - 1] + ofDay[0];
        int longest = IntStream.range(1, ofDay.length)
                .map(i -> ofDay[i] - ofDay[i - 1])
                .max()
                .orElse(0);
        int pause = IntStream.range(1, runningDays.length)
                .map(i -> runningDays[i] - runningDays[i - 1])
                .max()
                .orElse(DAYS);
        return Optional.of(Duration.ofMinutes(Math.max(longest, overNight + (pause - 1) * MINUTES_A_DAY)));
    }

    /** Where both kinds of day are given, one is enough. */
    private boolean runsOn(int day) {
        LocalDate date = FROM.plusDays(day);
        DayOfWeek weekday = date.getDayOfWeek();
        boolean byDay = days.get(date.getDayOfMonth());
        boolean byWeekday = weekdays.get(weekday.getValue() % 7);
        return months.get(date.getMonthValue()) && (anyDay || anyWeekday ? byDay && byWeekday : byDay || byWeekday);
    }

    private static BitSet field(String text, int least, int most, List<String> names) {
        BitSet values = new BitSet();
        for (String part : text.split(",")) {
            String[] stepped = part.split("/");
            int step = stepped.length > 1 ? Integer.parseInt(stepped[1]) : 1;
            String[] ends = stepped[0].split("-");
            boolean any = stepped[0].equals("*") || stepped[0].equals("?");
            int first = any ? least : number(ends[0], names);
            int last = any || ends.length == 1 && stepped.length > 1 ? most : number(ends[ends.length - 1], names);
            for (int value = first; value <= last; value += step) {
                values.set(value);
            }
        }
        return values;
    }

    private static int number(String text, List<String> names) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        return named >= 0 ? named : Integer.parseInt(text);
    }
}
