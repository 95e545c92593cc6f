package dev.signalbox.compile.dashboard.place;

import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.facts.BoardWishes;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.ResourceName;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the dashboard of a subject is.
 *
 * @param uid at most 40 letters, digits, {@code -} and {@code _}; the same for ever for the same subject
 */
public record DashboardAddress(String uid) {
    /** As much as Grafana takes. */
    public static final int LONGEST_UID = 40;

    private static final String PREFIX = "signalbox-";
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9-]+");

    private static final Map<BoardWishes.Board, String> BOARDS = Map.of(
            BoardWishes.Board.GOLDEN_SIGNALS, "svc",
            BoardWishes.Board.SLO, "slos",
            BoardWishes.Board.LOGS, "logs",
            BoardWishes.Board.RUNTIME, "run",
            BoardWishes.Board.DEPENDENCIES, "deps");

    /** Of an SLO; nothing where nobody takes dashboards, or the owner of its service wants none of SLOs. */
    public static Optional<DashboardAddress> ofSlo(
            ResourceName slo, DeclaredService service, DashboardSettings settings) {
        return settings.target()
                .filter(_ -> service.boards().wants(BoardWishes.Board.SLO))
                .map(_ -> of(new DashboardSubject.OfSlo(slo)));
    }

    public static DashboardAddress of(DashboardSubject subject) {
        return switch (subject) {
            case DashboardSubject.OfSlo(ResourceName slo) -> named("slo", slo);
            case DashboardSubject.OfService(ResourceName service, var board) -> named(BOARDS.get(board), service);
            case DashboardSubject.OfStack all ->
                new DashboardAddress(PREFIX + all.name().toLowerCase(Locale.ROOT));
        };
    }

    /** In the same Grafana, wherever that is. */
    public String path() {
        return "/d/" + uid;
    }

    /** From elsewhere; nothing where it is not known where Grafana is, or nobody brings dashboards into it. */
    public Optional<String> url(DashboardSettings settings) {
        return settings.target()
                .filter(target -> target != DashboardSettings.Target.FILES)
                .flatMap(_ -> settings.grafana()
                        .map(grafana -> (grafana.endsWith("/") ? grafana.substring(0, grafana.length() - 1) : grafana)
                                + path()));
    }

    /**
     * Namespace and name where they fit, else as much as does and a hash. No name of Kubernetes has a {@code _}, so that
     * neither {@code a-b/c} and {@code a/b-c} meet, nor a name and a hash.
     */
    private static DashboardAddress named(String kind, ResourceName resource) {
        String plain = kind + "_" + resource.namespace() + "_" + resource.name();
        if (plain.length() <= LONGEST_UID
                && PLAIN.matcher(resource.namespace() + resource.name()).matches()) {
            return new DashboardAddress(plain);
        }
        String hash = "__" + ContentHash.of(resource.namespace(), resource.name());
        String cut = plain.replaceAll("[^a-z0-9_-]", "-");
        return new DashboardAddress(cut.substring(0, Math.min(cut.length(), LONGEST_UID - hash.length())) + hash);
    }
}
