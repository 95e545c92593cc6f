package dev.signalbox.report.html;

import dev.signalbox.model.ResourceName;
import java.util.stream.Stream;

/**
 * What pages of one resource have alike.
 *
 * @param kind of the resource, as readers call it
 * @param id that links name
 */
record Page(String kind, String id, ResourceName name) {
    /**
     * The whole page.
     *
     * @param above the way from the overview to the list that the resource is in
     */
    Html of(Html above, Html... content) {
        return Tag.of("article", "class", "page", "id", id, "aria-labelledby", id + "-heading")
                .with(
                        trail(above),
                        Tag.of("p", "class", "kind").text(kind),
                        Tag.of("h1", "id", id + "-heading", "tabindex", "-1").with(Words.breakable(name)),
                        Html.join(Stream.of(content)));
    }

    private Html trail(Html above) {
        return Tag.of("nav", "class", "trail", "aria-label", "Breadcrumb")
                .with(Tag.of("ol", "role", "list")
                        .with(
                                Tag.of("li").with(Link.inside("overview", Html.text("Overview"))),
                                Tag.of("li").with(above),
                                Tag.of("li", "aria-current", "page").text(name.name())));
    }
}
