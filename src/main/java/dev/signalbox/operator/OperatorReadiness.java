package dev.signalbox.operator;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.health.ControllerHealthInfo;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready is who has read all that it watches, and goes on to. A watch that is down for the moment is not unready, as it is to
 * the SDK's own check: what was read stands, the client connects again by itself, and a watch over plain HTTP counts there as
 * down until its first event, which may be a minute away. An unready operator would serve neither strategies nor its report.
 */
@Readiness
@ApplicationScoped
final class OperatorReadiness implements HealthCheck {
    private final Operator operator;

    OperatorReadiness(Operator operator) {
        this.operator = operator;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("informers");
        boolean started = operator.getRuntimeInfo().isStarted();
        boolean ready = started;
        if (started) {
            for (RegisteredController<?> controller : operator.getRuntimeInfo().getRegisteredControllers()) {
                List<String> unread = unread(controller.getControllerHealthInfo());
                response.withData(
                        controller.getConfiguration().getName(),
                        unread.isEmpty() ? "OK" : "not read: " + String.join(", ", unread));
                ready &= unread.isEmpty();
            }
        }
        return response.status(ready).build();
    }

    private static List<String> unread(ControllerHealthInfo controller) {
        return controller.eventSourceHealthIndicators().entrySet().stream()
                .filter(source -> !isRead(source.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static boolean isRead(EventSourceHealthIndicator source) {
        return source instanceof InformerWrappingEventSourceHealthIndicator<?> informers
                ? informers.informerHealthIndicators().values().stream()
                        .allMatch(informer -> informer.isRunning() && informer.hasSynced())
                : source.getStatus() != Status.UNHEALTHY;
    }
}
