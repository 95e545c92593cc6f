package dev.signalbox.interchange.resource;

import dev.signalbox.interchange.source.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What of an alert's annotations has a place of its own.
 *
 * @param runbook what to do; null where no link is given
 * @param dashboard where to look; null where no link is given
 */
public record AlertLinks(String runbook, String dashboard) {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s/?#]+([/?#]\\S*)?");
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2048;

    /** By the letters of an annotation's name. */
    private static final Map<String, String> FIELDS = Map.of(
            "runbook", "runbook",
            "runbookurl", "runbook",
            "dashboard", "dashboard",
            "dashboardurl", "dashboard",
            "grafana", "dashboard",
            "grafanaurl", "dashboard");

    private static final List<String> NOT_FOR_ALERTS = List.of("signalbox.dev/", "kubectl.kubernetes.io/");

    /** The first link of each kind; all other annotations are noted. */
    public static AlertLinks of(Field... annotations) {
        Map<String, String> links = new TreeMap<>();
        for (Field mapping : annotations) {
            mapping.fields().forEach((name, annotation) -> {
                Optional<String> kind = kind(name);
                Optional<String> link = annotation.text().filter(text -> kind.isPresent() && isLink(text));
                boolean taken = link.isPresent()
                        && link.get().equals(links.computeIfAbsent(kind.orElseThrow(), ignored -> link.get()));
                if (!taken && NOT_FOR_ALERTS.stream().noneMatch(name::startsWith)) {
                    annotation.note(
                            "has no counterpart, left out: the annotations of alerts are written from the SLO; was "
                                    + annotation.shown());
                }
            });
        }
        return new AlertLinks(links.get("runbook"), links.get("dashboard"));
    }

    private static Optional<String> kind(String name) {
        String letters =
                name.substring(name.indexOf('/') + 1).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return Optional.ofNullable(FIELDS.get(letters));
    }

    private static boolean isLink(String text) {
        return text.length() >= SHORTEST
                && text.length() <= LONGEST
                && LINK.matcher(text).matches();
    }
}
