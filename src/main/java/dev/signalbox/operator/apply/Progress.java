package dev.signalbox.operator.apply;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How far the cluster is with an output that it has work with. */
public sealed interface Progress {

    /**
     * Pods of a workload.
     *
     * @param observed whether the figures are about the object as it is now
     * @param desired how many there should be
     * @param updated how many are as the object has them now
     * @param ready how many work, and have for as long as is asked
     */
    record Pods(boolean observed, int desired, int updated, int ready) implements Progress {}

    /** A job. */
    enum Job implements Progress {
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** It was ended because of the time, not because of what it found. */
        LATE
    }

    /**
     * A dashboard, as the Grafana operator tells it.
     *
     * @param message what it says of a failure; else empty
     */
    record Synchronization(State state, String message) implements Progress {
        /** Where a dashboard is. */
        public enum State {
            AWAITED,
            DONE,
            NO_INSTANCE,
            FAILED
        }
    }

    /** Nothing for kinds without such. */
    static Optional<Progress> of(OutputKind kind, GenericKubernetesResource object) {
        return switch (kind) {
            case DAEMON_SET ->
                Optional.of(new Pods(
                        isObserved(object),
                        number(object, "status", "desiredNumberScheduled"),
                        number(object, "status", "updatedNumberScheduled"),
                        number(object, "status", "numberAvailable")));
            case STATEFUL_SET, DEPLOYMENT ->
                Optional.of(new Pods(
                        isObserved(object),
                        number(object, "spec", "replicas"),
                        number(object, "status", "updatedReplicas"),
                        number(object, "status", "availableReplicas")));
            case JOB -> Optional.of(job(object));
            case GRAFANA_DASHBOARD -> Optional.of(GrafanaTold.of(object));
            default -> Optional.empty();
        };
    }

    private static Job job(GenericKubernetesResource object) {
        if (condition(object, "Complete").isPresent()) {
            return Job.SUCCEEDED;
        }
        return condition(object, "Failed")
                .map(failed -> "DeadlineExceeded".equals(failed.get("reason")) ? Job.LATE : Job.FAILED)
                .orElse(Job.RUNNING);
    }

    private static Optional<Map<?, ?>> condition(GenericKubernetesResource object, String type) {
        return object.get("status", "conditions") instanceof List<?> conditions
                ? conditions.stream()
                        .<Map<?, ?>>map(Map.class::cast)
                        .filter(condition ->
                                type.equals(condition.get("type")) && "True".equals(condition.get("status")))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isObserved(GenericKubernetesResource object) {
        long observed = object.get("status", "observedGeneration") instanceof Number number ? number.longValue() : 0;
        return observed >= Objects.requireNonNullElse(object.getMetadata().getGeneration(), 0L);
    }

    private static int number(GenericKubernetesResource object, String... path) {
        return object.get((Object[]) path) instanceof Number number ? number.intValue() : 0;
    }
}
