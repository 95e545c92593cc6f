package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import dev.signalbox.intake.ObjectLabels;
import dev.signalbox.model.pipeline.Collectors.Placement;
import dev.signalbox.model.pipeline.Collectors.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads on which nodes a collector runs.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/">Taints and tolerations</a>
 */
final class PlacementReader {
    private static final String EXISTS = "Exists";
    private static final Set<String> OPERATORS = Set.of(EXISTS, "Equal");
    private static final String NO_EXECUTE = "NoExecute";
    private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", NO_EXECUTE);
    private static final String EXAMPLE =
            "write e.g. {key: node-role.kubernetes.io/control-plane, operator: Exists, effect: NoSchedule}";

    private PlacementReader() {}

    /** @param path of what is placed */
    static Placement read(
            String path,
            Map<String, String> nodeSelector,
            List<io.fabric8.kubernetes.api.model.Toleration> tolerations,
            Findings findings) {
        Map<String, String> labels = Optional.ofNullable(nodeSelector).orElse(Map.of());
        ObjectLabels.require(path + ".nodeSelector", labels, findings);
        return new Placement(
                labels,
                ListItems.read(
                        path + ".tolerations",
                        tolerations,
                        findings,
                        (at, toleration) -> Optional.of(toleration(at, toleration, findings))));
    }

    private static Toleration toleration(
            String path, io.fabric8.kubernetes.api.model.Toleration written, Findings findings) {
        Toleration toleration = new Toleration(
                Optional.ofNullable(written.getKey()).filter(key -> !key.isEmpty()),
                Optional.ofNullable(written.getOperator()).filter(operator -> !operator.isEmpty()),
                Optional.ofNullable(written.getValue()).filter(value -> !value.isEmpty()),
                Optional.ofNullable(written.getEffect()).filter(effect -> !effect.isEmpty()),
                Optional.ofNullable(written.getTolerationSeconds()));
        boolean exists = toleration.operator().filter(EXISTS::equals).isPresent();
        findings.require(
                toleration.operator().map(OPERATORS::contains).orElse(true),
                path + ".operator",
                "must be Exists or Equal, was \"%s\"".formatted(written.getOperator()),
                EXAMPLE);
        findings.require(
                toleration.effect().map(EFFECTS::contains).orElse(true),
                path + ".effect",
                "must be NoSchedule, PreferNoSchedule or NoExecute, was \"%s\"".formatted(written.getEffect()),
                EXAMPLE);
        findings.require(
                toleration.key().map(ObjectLabels::isName).orElse(exists),
                path + ".key",
                "must be the name of a taint, or absent with operator: Exists; was \"%s\""
                        .formatted(toleration.key().orElse("")),
                EXAMPLE);
        findings.require(
                toleration
                        .value()
                        .map(value -> !exists && ObjectLabels.isValue(value))
                        .orElse(true),
                path + ".value",
                "must be the value of a taint, for operator: Equal; was \"%s\"".formatted(written.getValue()),
                EXAMPLE);
        findings.require(
                toleration.seconds().isEmpty()
                        || toleration.effect().filter(NO_EXECUTE::equals).isPresent(),
                path + ".tolerationSeconds",
                "must go with effect: NoExecute only, was %d".formatted(written.getTolerationSeconds()),
                "leave it out, or write effect: NoExecute");
        return toleration;
    }
}
