package dev.signalbox.operator;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;

/**
 * Dead is who does not get on and never will: only a new process helps. What may pass by itself is none of it: an API server
 * that is away would otherwise end all operators, and find them starting when it is back.
 */
@Liveness
@ApplicationScoped
final class OperatorLiveness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(OperatorLiveness.class);

    private final Operator operator;
    private final LooksUnderway looks;
    private final Leadership leadership;
    private final Duration longestLook;

    /** What does not pass by itself, by what it is of. */
    private final Map<String, Supplier<Optional<LifeFault>>> faults = new TreeMap<>(Map.of(
            "looks", this::stuck, "threads", LifeFault::ofDeadlock, "informers", this::stopped, "lease", this::silent));

    /** What was said last: it is said once. */
    private volatile String told = "[]";

    OperatorLiveness(Operator operator, LooksUnderway looks, Leadership leadership, OperatorSettings settings) {
        this.operator = operator;
        this.looks = looks;
        this.leadership = leadership;
        this.longestLook = settings.liveness().longestLook();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("work");
        Map<String, LifeFault> found = new TreeMap<>();
        faults.forEach((of, fault) -> {
            Optional<LifeFault> wrong = fault.get();
            response.withData(of, wrong.map(LifeFault::words).orElse("OK"));
            wrong.ifPresent(one -> found.put(of, one));
        });
        tell(found);
        return response.status(found.isEmpty()).build();
    }

    /** A question has an end, and a look has so many questions: whoever takes that long waits for nobody. */
    private Optional<LifeFault> stuck() {
        return looks.stuck(longestLook).map(LifeFault::of);
    }

    /** A watch that is down comes back by itself; one that was given up does not. */
    private Optional<LifeFault> stopped() {
        return operator.getRuntimeInfo().isStarted()
                ? LifeFault.ofStopped(operator.getRuntimeInfo().getRegisteredControllers().stream()
                        .map(controller -> controller.getControllerHealthInfo().eventSourceHealthIndicators())
                        .flatMap(sources -> sources.entrySet().stream())
                        .filter(source -> isStopped(source.getValue()))
                        .map(Map.Entry::getKey)
                        .distinct()
                        .sorted()
                        .toList())
                : Optional.empty();
    }

    private static boolean isStopped(EventSourceHealthIndicator source) {
        return source instanceof InformerWrappingEventSourceHealthIndicator<?> informers
                && !informers.informerHealthIndicators().values().stream().allMatch(InformerHealthIndicator::isRunning);
    }

    /** Whoever does not look at the lease neither leads nor will. */
    private Optional<LifeFault> silent() {
        return leadership
                .silentFor()
                .map(silence -> new LifeFault("not asked for since " + silence.toSeconds() + " s", ""));
    }

    /** Whoever ends the process takes along what could be seen in it. */
    private void tell(Map<String, LifeFault> found) {
        String kinds = found.keySet().toString();
        if (!kinds.equals(told)) {
            told = kinds;
            if (found.isEmpty()) {
                LOG.info("gets on again");
            } else {
                LOG.errorf("does not get on, and should be ended: %s", found);
            }
        }
    }
}
