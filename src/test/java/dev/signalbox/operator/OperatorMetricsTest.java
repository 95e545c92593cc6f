package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javaoperatorsdk.operator.api.monitoring.Metrics.ControllerExecution;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {
    private final OperatorMetrics metrics = new OperatorMetrics(new SimpleMeterRegistry(), new LooksUnderway());

    /** Else the framework waits for its end for ever. */
    @Test
    void aLookThatEndsByAnErrorEndsByAnException() throws Exception {
        StackOverflowError tooDeep = new StackOverflowError();

        assertThatThrownBy(() -> metrics.timeControllerExecution(new Look(tooDeep)))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(tooDeep);
        assertThat(metrics.timeControllerExecution(new Look(null))).isEqualTo("fine");
    }

    /** @param failure by which it ends; null where it does not fail */
    private record Look(Error failure) implements ControllerExecution<String> {
        @Override
        public String name() {
            return "reconcile";
        }

        @Override
        public String controllerName() {
            return "slo";
        }

        @Override
        public String successTypeName(String result) {
            return result;
        }

        @Override
        public ResourceID resourceID() {
            return null;
        }

        @Override
        public Map<String, Object> metadata() {
            return Map.of();
        }

        @Override
        public String execute() {
            if (failure != null) {
                throw failure;
            }
            return "fine";
        }
    }
}
