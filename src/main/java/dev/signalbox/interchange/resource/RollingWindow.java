package dev.signalbox.interchange.resource;

import dev.signalbox.interchange.source.Field;
import java.time.Duration;

/** The window of an objective: whole days, 1d to 90d. */
public final class RollingWindow {
    private static final Duration DAY = Duration.ofDays(1);
    private static final long LONGEST = 90;

    private RollingWindow() {}

    /** The nearest window that there is, noted where it is another. */
    public static String of(Field field, Duration wanted) {
        long days = Math.clamp(wanted.plus(DAY).minusNanos(1).toDays(), 1, LONGEST);
        if (!wanted.equals(Duration.ofDays(days))) {
            field.note("became " + days + "d: windows are whole days, 1d to 90d; was " + field.shown());
        }
        return days + "d";
    }
}
