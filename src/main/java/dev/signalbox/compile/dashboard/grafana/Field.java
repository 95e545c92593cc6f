package dev.signalbox.compile.dashboard.grafana;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What the values of a panel are.
 *
 * @param min where the axis begins; nothing: as the values are
 * @param max where it ends, likewise
 * @param decimals digits after the point; nothing: as many as are needed
 * @param thresholds the first without a limit; may be empty
 * @param noValue said in place of a value that is not there
 */
public record Field(
        Unit unit,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        Optional<Integer> decimals,
        List<Threshold> thresholds,
        Colouring colouring,
        List<Mapping> mappings,
        Optional<String> noValue) {
    public Field {
        thresholds = List.copyOf(thresholds);
        mappings = List.copyOf(mappings);
    }

    /** Values of a unit, and nothing else said of them. */
    public static Field of(Unit unit) {
        return new Field(
                unit,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new Colouring.ByName(),
                List.of(),
                Optional.empty());
    }

    public Field between(String least, String greatest) {
        return new Field(
                unit,
                Optional.of(new BigDecimal(least)),
                Optional.of(new BigDecimal(greatest)),
                decimals,
                thresholds,
                colouring,
                mappings,
                noValue);
    }

    public Field atLeast(String least) {
        return new Field(
                unit, Optional.of(new BigDecimal(least)), max, decimals, thresholds, colouring, mappings, noValue);
    }

    public Field atMost(String greatest) {
        return new Field(
                unit, min, Optional.of(new BigDecimal(greatest)), decimals, thresholds, colouring, mappings, noValue);
    }

    public Field decimals(int digits) {
        return new Field(unit, min, max, Optional.of(digits), thresholds, colouring, mappings, noValue);
    }

    /** Coloured by limits. */
    public Field limits(List<Threshold> limits) {
        return new Field(unit, min, max, decimals, limits, new Colouring.ByThreshold(), mappings, noValue);
    }

    /** Limits that are drawn, and don't colour the series. */
    public Field drawnLimits(List<Threshold> limits) {
        return new Field(unit, min, max, decimals, limits, colouring, mappings, noValue);
    }

    public Field colour(Palette colour) {
        return new Field(unit, min, max, decimals, thresholds, new Colouring.Fixed(colour), mappings, noValue);
    }

    /** Series that are alike: pods, processes. */
    public Field shades(Palette base) {
        return new Field(unit, min, max, decimals, thresholds, new Colouring.Shades(base), mappings, noValue);
    }

    public Field mapped(Mapping... words) {
        return new Field(unit, min, max, decimals, thresholds, colouring, List.of(words), noValue);
    }

    public Field orElse(String words) {
        return new Field(unit, min, max, decimals, thresholds, colouring, mappings, Optional.of(words));
    }
}
