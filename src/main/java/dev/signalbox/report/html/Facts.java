package dev.signalbox.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of terms with what there is of each. */
final class Facts {
    private final List<Html> facts = new ArrayList<>();

    Facts add(String term, Html value) {
        facts.add(Tag.of("div").with(Tag.of("dt").text(term), Tag.of("dd").with(value)));
        return this;
    }

    Facts add(String term, String value) {
        return add(term, Html.text(value));
    }

    /** Left out where there is none. */
    Facts add(String term, Optional<Html> value) {
        value.ifPresent(known -> add(term, known));
        return this;
    }

    Html html() {
        return Tag.of("dl", "class", "facts").with(facts);
    }
}
