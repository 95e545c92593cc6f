package dev.signalbox.interchange.openslo;

import dev.signalbox.interchange.source.Field;
import dev.signalbox.interchange.source.Remarks;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The objects of a run that SLOs refer to by name. */
final class Library {
    private final Map<String, Field> objects = new TreeMap<>();
    private final Set<String> referred = new HashSet<>();

    /** What becomes of kinds that have no counterpart. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "Service", "is named by its SLOs; a ServiceObservability, which selects its pods, is not made",
            "DataSource", "has no counterpart: where Prometheus is, is said by the ObservabilityStack",
            "AlertNotificationTarget", "has no counterpart: who is told is said by Alertmanager's routes");

    Library(List<Field> roots) {
        roots.forEach(root -> objects.putIfAbsent(key(kind(root), name(root)), root));
    }

    static String kind(Field root) {
        return root.at("kind").text().orElse("");
    }

    private static String name(Field root) {
        return root.at("metadata").at("name").text().orElse("");
    }

    private static String key(String kind, String name) {
        return kind + "/" + name;
    }

    /**
     * The object that a field names, told about where the field is.
     *
     * @param remarks of who asks
     */
    Optional<Field> find(String kind, Field reference, Remarks remarks) {
        Optional<String> name = reference.text();
        Optional<Field> found = name.map(given -> objects.get(key(kind, given)));
        found.ifPresent(object -> referred.add(key(kind, name.get())));
        return found.map(object -> object.in(remarks));
    }

    /** Says of each object what became of it, where nothing else did. */
    void noteTheRest() {
        objects.forEach((key, object) -> {
            List.of("apiVersion", "kind", "status")
                    .forEach(known -> object.at(known).skip());
            String kind = kind(object);
            if (ELSEWHERE.containsKey(kind)) {
                object.note(ELSEWHERE.get(kind));
            } else if (referred.contains(key)) {
                List.of("name", "displayName", "labels")
                        .forEach(name -> object.at("metadata").at(name).skip());
                object.at("spec").at("description").skip();
                object.noteUnread();
            } else {
                object.note("is referred to by no SLO of these files");
            }
        });
    }
}
