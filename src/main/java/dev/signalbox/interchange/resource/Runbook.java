package dev.signalbox.interchange.resource;

import dev.signalbox.interchange.source.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The link among an alert's annotations that tells what to do. */
public final class Runbook {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s/?#]+([/?#]\\S*)?");
    private static final List<String> NAMES = List.of("runbook", "runbookurl");
    private static final List<String> NOT_FOR_ALERTS = List.of("signalbox.dev/", "kubectl.kubernetes.io/");
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2048;

    private Runbook() {}

    /** The first link of the mappings; null where there is none. All other annotations are noted. */
    public static String of(Field... annotations) {
        Optional<String> found = Optional.empty();
        for (Field mapping : annotations) {
            for (Map.Entry<String, Field> annotation : mapping.fields().entrySet()) {
                String name = annotation.getKey();
                Field value = annotation.getValue();
                Optional<String> link = value.text().filter(text -> isRunbook(name, text));
                if (link.isPresent() && (found.isEmpty() || found.equals(link))) {
                    found = link;
                } else if (NOT_FOR_ALERTS.stream().noneMatch(name::startsWith)) {
                    value.note("has no counterpart, left out: the annotations of alerts are written from the SLO; was "
                            + value.shown());
                }
            }
        }
        return found.orElse(null);
    }

    private static boolean isRunbook(String name, String text) {
        String word =
                name.substring(name.indexOf('/') + 1).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return NAMES.contains(word)
                && text.length() >= SHORTEST
                && text.length() <= LONGEST
                && LINK.matcher(text).matches();
    }
}
