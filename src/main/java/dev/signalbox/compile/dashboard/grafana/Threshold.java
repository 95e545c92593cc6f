package dev.signalbox.compile.dashboard.grafana;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * From where on a value has a colour.
 *
 * @param from nothing: from the least on
 */
public record Threshold(Optional<BigDecimal> from, Palette colour) {
    public static Threshold from(BigDecimal from, Palette colour) {
        return new Threshold(Optional.of(from), colour);
    }

    public static Threshold from(String from, Palette colour) {
        return from(new BigDecimal(from), colour);
    }

    /** The first of a list. */
    public static Threshold least(Palette colour) {
        return new Threshold(Optional.empty(), colour);
    }

    /** Good below, then a warning, then bad. */
    public static List<Threshold> risingTo(String warning, String bad) {
        return List.of(least(Palette.GOOD), from(warning, Palette.WARNING), from(bad, Palette.BAD));
    }

    /** Bad below, then a warning, then good. */
    public static List<Threshold> fallingTo(String warning, String good) {
        return List.of(least(Palette.BAD), from(warning, Palette.WARNING), from(good, Palette.GOOD));
    }
}
