package dev.signalbox.interchange.openslo;

import dev.signalbox.interchange.resource.RollingWindow;
import dev.signalbox.interchange.source.Field;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code timeWindow}, or {@code timeWindows} of v1alpha. */
final class TimeWindow {
    private TimeWindow() {}

    /** Our window; null, which is 30 days, where none is given; nothing, and a fault, when it can't be read. */
    static Optional<String> read(Field spec) {
        Field list = spec.atEither("timeWindow", "timeWindows");
        if (!list.isGiven() || list.isEmpty()) {
            list.skip();
            return Optional.of("30d");
        }
        Field window = list.isList() ? list.items().getFirst() : list;
        list.items().stream().skip(1).forEach(other -> other.note("is a second window, left out"));
        boolean calendar =
                window.at("calendar").isGiven() || window.at("isRolling").isFalse();
        window.at("isRolling").skip();
        if (calendar) {
            window.note("is aligned to a calendar, which has no counterpart: a rolling window of its length is taken");
            window.at("calendar").skip();
        }
        Field written = window.at("duration").isGiven() ? window.at("duration") : window.at("unit");
        Optional<Duration> duration = window.at("duration").isGiven() ? shorthand(written, calendar) : counted(window);
        if (duration.isEmpty()) {
            written.fault("must be a duration, was " + written.shown(), "write e.g. 30d");
        }
        return duration.map(length -> RollingWindow.of(written, length));
    }

    /** A calendar has no minutes: there "1m" is a month that should have been "1M". */
    private static Optional<Duration> shorthand(Field written, boolean calendar) {
        Optional<Shorthand> shorthand = written.text().flatMap(Shorthand::parse);
        if (calendar && shorthand.filter(short_ -> short_.unit() == 'm').isPresent()) {
            written.note("is taken for months: a calendar has no window of minutes");
            return shorthand.map(minutes -> new Shorthand(minutes.count(), 'M').duration());
        }
        return shorthand.map(Shorthand::duration);
    }

    /** The form of v1alpha: a number of units. */
    private static Optional<Duration> counted(Field window) {
        String unit = window.at("unit").text().orElse("").toLowerCase(Locale.ROOT);
        long count = window.at("count").text().flatMap(TimeWindow::whole).orElse(0L);
        Optional<Character> letter =
                switch (unit) {
                    case "second" -> Optional.of('s');
                    case "minute" -> Optional.of('m');
                    case "hour" -> Optional.of('h');
                    case "day" -> Optional.of('d');
                    case "week" -> Optional.of('w');
                    case "month" -> Optional.of('M');
                    case "quarter" -> Optional.of('Q');
                    case "year" -> Optional.of('Y');
                    default -> Optional.empty();
                };
        return count > 0 ? letter.map(found -> new Shorthand(count, found).duration()) : Optional.empty();
    }

    private static Optional<Long> whole(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
