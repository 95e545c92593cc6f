package dev.signalbox.operator.gateways;

import dev.signalbox.status.scaling.ScaleDown;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an autoscaler knows. How many it would have is not to be learned from it: as it may not scale down, it wants at least
 * what there is.
 *
 * @param load of the pods; nothing while it can't tell
 * @param scaled when it last changed their number
 */
record Autoscaler(Optional<ScaleDown.Load> load, Optional<Instant> scaled) {
    private static final String PROCESSOR = "cpu";

    static Autoscaler of(HorizontalPodAutoscaler autoscaler) {
        Optional<HorizontalPodAutoscalerStatus> status = Optional.ofNullable(autoscaler.getStatus());
        Optional<Integer> target = autoscaler.getSpec().getMetrics().stream()
                .map(MetricSpec::getResource)
                .filter(metric -> metric != null && PROCESSOR.equals(metric.getName()))
                .flatMap(metric -> Stream.ofNullable(metric.getTarget().getAverageUtilization()))
                .findFirst();
        Optional<Integer> used = status.filter(Autoscaler::isActive)
                .map(HorizontalPodAutoscalerStatus::getCurrentMetrics)
                .flatMap(Autoscaler::used);
        return new Autoscaler(
                used.flatMap(percent -> target.map(wanted -> new ScaleDown.Load(percent, wanted))),
                status.map(HorizontalPodAutoscalerStatus::getLastScaleTime).map(Instant::parse));
    }

    private static Optional<Integer> used(List<MetricStatus> metrics) {
        return metrics.stream()
                .map(MetricStatus::getResource)
                .filter(metric -> metric != null && PROCESSOR.equals(metric.getName()))
                .flatMap(metric -> Stream.ofNullable(metric.getCurrent().getAverageUtilization()))
                .findFirst();
    }

    /** Figures of one that can't get any are old. */
    private static boolean isActive(HorizontalPodAutoscalerStatus status) {
        return status.getConditions().stream()
                .anyMatch(condition -> Objects.equals(condition.getType(), "ScalingActive")
                        && Objects.equals(condition.getStatus(), "True"));
    }
}
