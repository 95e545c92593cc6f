package dev.signalbox.model.routing;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Times by the calendar, UTC; what is empty says nothing, and all else must hold.
 *
 * @param name unique in the stack
 * @param weekdays days of the week
 * @param times of the day
 * @param months 1 to 12
 * @param daysOfMonth 1 to 31
 */
public record MuteTime(
        String name,
        SortedSet<DayOfWeek> weekdays,
        List<TimeRange> times,
        SortedSet<Integer> months,
        SortedSet<Integer> daysOfMonth) {
    public MuteTime {
        weekdays = Collections.unmodifiableSortedSet(new TreeSet<>(weekdays));
        times = List.copyOf(times);
        months = Collections.unmodifiableSortedSet(new TreeSet<>(months));
        daysOfMonth = Collections.unmodifiableSortedSet(new TreeSet<>(daysOfMonth));
    }

    /**
     * A part of a day.
     *
     * @param from {@code HH:MM}, inclusive
     * @param to {@code HH:MM} up to {@code 24:00}, exclusive
     */
    public record TimeRange(String from, String to) {}
}
