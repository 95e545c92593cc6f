package dev.signalbox.report.html;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An element without its content.
 *
 * @param attributes names and values in turn; an empty value is an attribute without one
 */
record Tag(String name, List<String> attributes) {
    /** A line feed behind them means nothing, and a page of short lines can be compared. */
    private static final Set<String> LINES = Set.of(
            "article", "details", "dl", "footer", "h1", "h2", "h3", "head", "header", "li", "main", "nav", "p",
            "section", "style", "table", "tr", "ul", "ol", "thead", "tbody");

    Tag {
        attributes = List.copyOf(attributes);
    }

    /** @param attributes names, which are ours, and values, which may be anybody's, in turn */
    static Tag of(String name, String... attributes) {
        return new Tag(name, Arrays.asList(attributes));
    }

    /** The element with that content. */
    Html with(Html... content) {
        return new Html(open() + Html.join(content).markup() + "</" + name + ">" + (LINES.contains(name) ? "\n" : ""));
    }

    Html with(Collection<Html> content) {
        return with(Html.join(content));
    }

    Html with(Stream<Html> content) {
        return with(Html.join(content));
    }

    Html text(String text) {
        return with(Html.text(text));
    }

    /** An element that has no content, such as {@code meta}. */
    Html alone() {
        return new Html(open());
    }

    private String open() {
        StringBuilder open = new StringBuilder("<").append(name);
        for (int i = 0; i < attributes.size(); i += 2) {
            open.append(' ').append(attributes.get(i));
            if (!attributes.get(i + 1).isEmpty()) {
                open.append("=\"").append(Html.escaped(attributes.get(i + 1))).append('"');
            }
        }
        return open.append('>').toString();
    }
}
