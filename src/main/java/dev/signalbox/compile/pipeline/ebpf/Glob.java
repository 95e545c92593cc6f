package dev.signalbox.compile.pipeline.ebpf;

import java.util.Collection;
import java.util.stream.Collectors;

/** Patterns of whole texts, as observers take them for names and labels. */
final class Glob {
    static final String ANYTHING = "*";

    private static final String SPECIAL = "\\*?[]{}!,";

    private Glob() {}

    /** That very text. */
    static String of(String text) {
        return text.chars()
                .mapToObj(c -> SPECIAL.indexOf(c) < 0 ? Character.toString(c) : "\\" + Character.toString(c))
                .collect(Collectors.joining());
    }

    /** One of these texts; sorted. */
    static String oneOf(Collection<String> texts) {
        return texts.size() == 1
                ? of(texts.iterator().next())
                : texts.stream().sorted().map(Glob::of).collect(Collectors.joining(",", "{", "}"));
    }
}
