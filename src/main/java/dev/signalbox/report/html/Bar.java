package dev.signalbox.report.html;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** A part of a whole as a bar; the figure stands beside it. */
final class Bar {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private Bar() {}

    /**
     * A bar.
     *
     * @param percent what is beyond 0 and 100 is drawn as these
     * @param icon whose colour it has
     */
    static Html of(BigDecimal percent, Icon icon) {
        String width = percent.max(BigDecimal.ZERO)
                .min(ALL)
                .setScale(1, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
        return Tag.of(
                        "svg",
                        "class",
                        "bar " + icon.name().toLowerCase(Locale.ROOT),
                        "viewBox",
                        "0 0 100 8",
                        "preserveAspectRatio",
                        "none",
                        "aria-hidden",
                        "true")
                .with(
                        Tag.of("rect", "class", "track", "width", "100", "height", "8")
                                .with(),
                        Tag.of("rect", "class", "part", "width", width, "height", "8")
                                .with());
    }
}
