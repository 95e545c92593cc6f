package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import dev.signalbox.intake.document.Paths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the labels to drop from metrics, of which some carry what the rest means. */
public final class DroppableLabels {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final String WHOSE = "says whose the series is";

    /** Why these stay. */
    private static final Map<String, String> NEEDED = Map.of(
            "le", "tells the buckets of a histogram apart",
            "quantile", "tells quantiles apart, which have no sum",
            "job", WHOSE,
            "instance", WHOSE,
            "namespace", WHOSE,
            "cluster", WHOSE,
            "service_name", WHOSE,
            "service_namespace", WHOSE,
            "service_instance_id", WHOSE,
            "signalbox_service", WHOSE);

    private DroppableLabels() {}

    /** Why a label can't be dropped, as an end of "must not be …, which"; nothing where it can. */
    public static Optional<String> whyNeeded(String label) {
        return Optional.ofNullable(NEEDED.get(label));
    }

    static Set<String> read(String path, List<String> written, Findings findings) {
        Set<String> labels = new TreeSet<>(ListItems.given(written));
        for (int i = 0; written != null && i < written.size(); i++) {
            String label = written.get(i);
            String at = Paths.item(path, i);
            if (findings.require(
                    label != null && NAME.matcher(label).matches(),
                    at,
                    "must be a label name of letters, digits and '_' that begins with no digit, was \"%s\""
                            .formatted(label),
                    "write e.g. \"user_id\"")) {
                findings.require(
                        whyNeeded(label).isEmpty(),
                        at,
                        "must not be \"%s\", which %s"
                                .formatted(label, whyNeeded(label).orElse("")),
                        "leave it out");
                findings.require(
                        !label.startsWith("__"),
                        at,
                        "must not begin with \"__\", which only Prometheus gives; was \"%s\"".formatted(label),
                        "leave it out");
            }
        }
        return labels;
    }
}
