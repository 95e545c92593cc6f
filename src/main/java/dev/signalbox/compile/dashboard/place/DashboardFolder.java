package dev.signalbox.compile.dashboard.place;

import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.facts.DeclaredService;
import java.util.Locale;
import java.util.Optional;

/**
 * A folder in Grafana.
 *
 * @param title as people see it
 * @param uid of a folder that is an object of ours; nothing: whoever brings the first dashboard into it makes it
 */
public record DashboardFolder(String title, Optional<String> uid) {
    private static final int LONGEST_WORD = 18;

    /** For what is of no team. */
    public static final DashboardFolder STACK = declared("Observability");

    /** Of a service: the one that it names, else its team's, else its namespace's. */
    public static DashboardFolder of(DeclaredService service, String namespace) {
        return declared(service.boards().folder().or(service::team).orElse(namespace));
    }

    /** Of what belongs to no declared service. */
    public static DashboardFolder ofNamespace(String namespace) {
        return new DashboardFolder(namespace, Optional.empty());
    }

    /** One of a title; all who say the same title mean the same folder. */
    private static DashboardFolder declared(String title) {
        String word =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = word.substring(0, Math.min(word.length(), LONGEST_WORD));
        return new DashboardFolder(
                title,
                Optional.of(
                        "signalbox-" + (cut.isEmpty() ? "" : cut.replaceAll("-$", "") + "-") + ContentHash.of(title)));
    }
}
