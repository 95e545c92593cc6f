package dev.signalbox.report.html;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.report.Figure;
import dev.signalbox.report.Recommendation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Shapes that say a state together with its word, and with a colour only besides. */
enum Icon {
    /** A disc with a tick. */
    GOOD("good", "<circle cx=\"8\" cy=\"8\" r=\"7\"/><path class=\"mark\" d=\"M4.6 8.3l2.3 2.3 4.5-4.9\"/>"),
    /** A triangle. */
    WARNING("warning", "<path d=\"M8 1.2L15.4 14.4H.6z\"/><path class=\"mark\" d=\"M8 6v4.2M8 12v.4\"/>"),
    /** A square with a cross. */
    BAD(
            "bad",
            "<rect x=\"1\" y=\"1\" width=\"14\" height=\"14\" rx=\"2\"/><path class=\"mark\" d=\"M5 5l6 6M11 5l-6 6\"/>"),
    /** Half a disc. */
    PARTIAL(
            "partial",
            "<circle class=\"hollow\" cx=\"8\" cy=\"8\" r=\"6.2\"/><path d=\"M8 1.8a6.2 6.2 0 0 1 0 12.4z\"/>"),
    /** A ring of dots. */
    UNKNOWN("unknown", "<circle class=\"hollow dots\" cx=\"8\" cy=\"8\" r=\"6.2\"/>"),
    /** A dash. */
    NONE("none", "<path class=\"line\" d=\"M4 8h8\"/>");

    private static final Map<SloStatus.State, Icon> STATES = Map.of(
            SloStatus.State.HEALTHY, GOOD,
            SloStatus.State.WARNING, WARNING,
            SloStatus.State.EXHAUSTED, BAD,
            SloStatus.State.NO_DATA, UNKNOWN);

    private static final Map<Observed, Icon> OBSERVED = Map.of(
            Observed.COVERED, GOOD,
            Observed.PARTIAL, PARTIAL,
            Observed.MISSING, BAD,
            Observed.UNKNOWN, UNKNOWN,
            Observed.NOT_APPLICABLE, NONE);

    private static final Map<Observed, String> OBSERVED_WORDS = Map.of(
            Observed.COVERED, "covered",
            Observed.PARTIAL, "partial",
            Observed.MISSING, "missing",
            Observed.UNKNOWN, "unknown",
            Observed.NOT_APPLICABLE, "n/a");

    private static final Map<Recommendation.Urgency, Icon> URGENCIES = Map.of(
            Recommendation.Urgency.NOW, BAD,
            Recommendation.Urgency.SOON, WARNING,
            Recommendation.Urgency.LATER, UNKNOWN);

    private final String word;
    private final String shape;

    Icon(String word, String shape) {
        this.word = word;
        this.shape = shape;
    }

    static Html of(SloStatus.State state) {
        return STATES.get(state).beside(Figure.state(state));
    }

    static Html of(Observed observed) {
        return OBSERVED.get(observed).beside(OBSERVED_WORDS.get(observed));
    }

    static Html of(Recommendation.Urgency urgency) {
        return URGENCIES.get(urgency).beside(urgency.text());
    }

    static Icon when(boolean good) {
        return good ? GOOD : BAD;
    }

    /** The shape and the word that it stands for. */
    Html beside(String text) {
        return Tag.of("span", "class", "state " + word)
                .with(
                        Tag.of("svg", "class", "icon", "viewBox", "0 0 16 16", "aria-hidden", "true")
                                .with(Tag.of("use", "href", "#" + id()).with()),
                        Html.text(text));
    }

    /** All shapes, once a page. */
    static Html shapes() {
        return Tag.of("svg", "class", "shapes", "aria-hidden", "true")
                .with(Arrays.stream(values()).map(icon -> Tag.of("symbol", "id", icon.id(), "viewBox", "0 0 16 16")
                        .with(new Html(icon.shape))));
    }

    private String id() {
        return "icon-" + name().toLowerCase(Locale.ROOT);
    }
}
