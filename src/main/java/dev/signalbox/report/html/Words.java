package dev.signalbox.report.html;

import dev.signalbox.model.ResourceName;

/** Small pieces of text with their own looks. */
final class Words {
    private Words() {}

    /** A name that may be broken behind its namespace. */
    static Html breakable(ResourceName name) {
        return name.namespace().isEmpty()
                ? Html.text(name.name())
                : Html.join(
                        Tag.of("span", "class", "namespace").text(name.namespace() + "/"),
                        new Html("<wbr>"),
                        Html.text(name.name()));
    }

    static Html code(String text) {
        return Tag.of("code").text(text);
    }

    /** Less important than what is around it. */
    static Html quiet(String text) {
        return Tag.of("span", "class", "quiet").text(text);
    }
}
