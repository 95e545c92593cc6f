package dev.signalbox.operator.apply;

import dev.signalbox.operator.apply.Progress.Synchronization;
import dev.signalbox.operator.apply.Progress.Synchronization.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the Grafana operator says of an object that it brings into Grafana, in conditions; before it knew these, in fields.
 *
 * @see <a href="https://grafana.github.io/grafana-operator/docs/api/#grafanadashboardstatus">Status of a GrafanaDashboard</a>
 */
final class GrafanaTold {
    /** What stands in the way, whatever else it says. */
    private static final List<String> OBSTACLES = List.of("InvalidSpec", "NoMatchingFolder");

    private GrafanaTold() {}

    static Synchronization of(GenericKubernetesResource object) {
        if (isTrue(object, "NoMatchingInstance") || Boolean.TRUE.equals(object.get("status", "NoMatchingInstances"))) {
            return new Synchronization(State.NO_INSTANCE, "");
        }
        Optional<Map<?, ?>> obstacle = OBSTACLES.stream()
                .flatMap(type -> conditions(object, type))
                .filter(GrafanaTold::holds)
                .findFirst();
        if (obstacle.isPresent()) {
            return new Synchronization(State.FAILED, message(obstacle.get()));
        }
        return conditions(object, "DashboardSynchronized")
                .filter(condition -> isOfNow(condition, object))
                .findFirst()
                .map(condition -> holds(condition)
                        ? new Synchronization(State.DONE, "")
                        : new Synchronization(State.FAILED, message(condition)))
                .orElse(new Synchronization(State.AWAITED, ""));
    }

    private static boolean isTrue(GenericKubernetesResource object, String type) {
        return conditions(object, type).anyMatch(GrafanaTold::holds);
    }

    private static boolean holds(Map<?, ?> condition) {
        return "True".equals(condition.get("status"));
    }

    private static boolean isOfNow(Map<?, ?> condition, GenericKubernetesResource object) {
        return !(condition.get("observedGeneration") instanceof Number observed)
                || observed.longValue()
                        >= Objects.requireNonNullElse(object.getMetadata().getGeneration(), 0L);
    }

    private static String message(Map<?, ?> condition) {
        return Objects.toString(condition.get("message"), "");
    }

    private static Stream<Map<?, ?>> conditions(GenericKubernetesResource object, String type) {
        return object.get("status", "conditions") instanceof List<?> conditions
                ? conditions.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(Map.class::cast)
                        .filter(condition -> type.equals(condition.get("type")))
                : Stream.empty();
    }
}
