package dev.signalbox.operator;

import dev.signalbox.operator.admission.GuardrailBindings;
import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.watched.WatchedResources;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/** Has whoever leads keep the API server's own guardrails as policies say; nothing is sent for what is as it should be. */
@Singleton
class GuardrailKeeper {
    private static final Logger LOG = Logger.getLogger(GuardrailKeeper.class);

    private final OperatorSettings.Guardrails settings;
    private final Leadership leadership;
    private final GuardrailBindings bindings;
    private final Loop loop;
    private Map<String, String> told = Map.of();

    @Inject
    GuardrailKeeper(
            KubernetesClient client,
            OperatorSettings settings,
            Leadership leadership,
            OperatorMetrics metrics,
            WatchedResources watched,
            WritableKinds kinds,
            Loops loops) {
        this.settings = settings.guardrails();
        this.leadership = leadership;
        this.loop = loops.loop("guardrail-bindings");
        this.bindings = new GuardrailBindings(client, watched.guardrails(), kinds.outputs(), leadership, metrics::held);
    }

    void onStart(@Observes StartupEvent event) {
        if (settings.enabled()) {
            loop.every(Duration.ZERO, settings.every(), "hold guardrails", this::look);
        }
    }

    private void look() {
        if (leadership.leads()) {
            tell(bindings.hold());
        }
    }

    /** Each trouble once. */
    private void tell(Map<String, String> troubles) {
        if (!troubles.equals(told)) {
            troubles.forEach((what, why) -> LOG.errorf("%s can't be held: %s", what, why));
            told = troubles;
        }
    }

    @PreDestroy
    void stop() {
        loop.close();
    }
}
