package dev.signalbox.interchange.resource;

import dev.signalbox.interchange.source.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The link among an alert's annotations that tells what to do. */
public final class Runbook {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s/?#]+([/?#]\\S*)?");
    private static final List<String> NAMES = List.of("runbook", "runbookurl");
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2048;

    private Runbook() {}

    /** The first link of the mappings; null where there is none. All other annotations are noted. */
    public static String of(Field... annotations) {
        Optional<String> found = Optional.empty();
        for (Field mapping : annotations) {
            for (Field annotation : mapping.fields().values()) {
                if (annotation.isRead()) {
                    continue;
                }
                Optional<String> link = annotation.text().filter(text -> isRunbook(annotation, text));
                if (link.isPresent() && (found.isEmpty() || found.equals(link))) {
                    found = link;
                } else {
                    annotation.note(
                            "has no counterpart, left out: the annotations of alerts are written from the SLO; was "
                                    + annotation.shown());
                }
            }
        }
        return found.orElse(null);
    }

    private static boolean isRunbook(Field annotation, String text) {
        String path = annotation.path().toLowerCase(Locale.ROOT);
        String name = path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('[')) + 1)
                .replaceAll("[^a-z]", "");
        return NAMES.contains(name)
                && text.length() >= SHORTEST
                && text.length() <= LONGEST
                && LINK.matcher(text).matches();
    }
}
