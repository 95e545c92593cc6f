package dev.signalbox.report.html;

/** A part of a page with a heading of its own. */
final class Section {
    private Section() {}

    /** @param id that the navigation leads to */
    static Html of(String id, String heading, Html... content) {
        return Tag.of("section", "id", id, "aria-labelledby", id + "-heading")
                .with(Tag.of("h2", "id", id + "-heading", "tabindex", "-1").text(heading), Html.join(content));
    }

    static Html nothing(String words) {
        return Tag.of("p", "class", "quiet").text(words);
    }
}
