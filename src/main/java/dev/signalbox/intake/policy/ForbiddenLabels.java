package dev.signalbox.intake.policy;

import dev.signalbox.intake.Findings;
import dev.signalbox.intake.pipeline.DroppableLabels;
import dev.signalbox.intake.pipeline.ListItems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads labels that must not be there. One that is always there can't be forbidden: nobody could comply. */
final class ForbiddenLabels {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /** What collectors leave to Loki as labels; all else of a record is no label. */
    private static final Set<String> OF_EVERY_STREAM =
            Set.of("service_name", "k8s_namespace_name", "k8s_cluster_name", "deployment_environment_name", "level");

    private ForbiddenLabels() {}

    static Set<String> ofMetrics(String path, List<String> written, Findings findings) {
        return read(path, written, DroppableLabels::whyNeeded, findings);
    }

    static Set<String> ofLogs(String path, List<String> written, Findings findings) {
        return read(
                path,
                written,
                label -> OF_EVERY_STREAM.contains(label)
                        ? Optional.of("collectors give to every stream")
                        : Optional.empty(),
                findings);
    }

    private static Set<String> read(
            String path, List<String> written, Function<String, Optional<String>> whyNeeded, Findings findings) {
        return new TreeSet<>(ListItems.read(path, written, findings, (at, label) -> {
            findings.require(
                    NAME.matcher(label).matches() && !label.startsWith("__"),
                    at,
                    "must be a label name of letters, digits and '_' that begins with no digit and not with \"__\","
                            + " was \"%s\"".formatted(label),
                    "write e.g. \"user_id\"");
            whyNeeded
                    .apply(label)
                    .ifPresent(why ->
                            findings.add(at, "must not be \"%s\", which %s".formatted(label, why), "leave it out"));
            return Optional.of(label);
        }));
    }
}
