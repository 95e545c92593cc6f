package dev.signalbox.compile.dashboard.grafana;

/**
 * Of a panel.
 *
 * @param width in columns, of which a dashboard has 24
 * @param height in units of 38 pixels
 */
public record Size(int width, int height) {
    static final int COLUMNS = 24;

    public static final Size TILE = new Size(4, 5);
    public static final Size WIDE_TILE = new Size(6, 5);
    public static final Size THIRD = new Size(8, 10);
    public static final Size HALF = new Size(12, 10);
    public static final Size WHOLE = new Size(COLUMNS, 8);
    public static final Size TALL = new Size(COLUMNS, 12);

    public Size {
        if (width < 1 || width > COLUMNS || height < 1) {
            throw new IllegalArgumentException("a panel of " + width + " columns and " + height + " units");
        }
    }
}
