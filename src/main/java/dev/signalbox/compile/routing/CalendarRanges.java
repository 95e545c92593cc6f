package dev.signalbox.compile.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Days and months in a row. */
final class CalendarRanges {
    private CalendarRanges() {}

    /**
     * @param first of the row
     * @param last of it
     */
    record Range(int first, int last) {
        /** {@code 3} or {@code 3:5}. */
        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + ":" + last;
        }
    }

    static List<Range> of(SortedSet<Integer> numbers) {
        List<Range> ranges = new ArrayList<>();
        for (int number : numbers) {
            if (!ranges.isEmpty() && ranges.getLast().last() == number - 1) {
                ranges.add(new Range(ranges.removeLast().first(), number));
            } else {
                ranges.add(new Range(number, number));
            }
        }
        return ranges;
    }
}
