package dev.signalbox.operator.gateways;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.pipeline.workload.CollectorRole;
import dev.signalbox.model.pipeline.Collectors.Output;
import dev.signalbox.model.pipeline.Collectors.Replicas;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.status.Transition;
import dev.signalbox.status.scaling.ScaleDown;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Makes gateways one fewer when one can be spared. Their number is the autoscaler's: what we apply does not have it, and it is
 * changed through {@code scale}, as the autoscaler does. What is to spare is found out anew after a restart.
 */
public final class GatewayScaler {
    private static final Logger LOG = Logger.getLogger(GatewayScaler.class);
    private static final String MANAGER = "signalbox";
    private static final ResourceDefinitionContext STATEFUL_SETS = new ResourceDefinitionContext.Builder()
            .withGroup("apps")
            .withVersion("v1")
            .withKind("StatefulSet")
            .withPlural("statefulsets")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;
    private final Duration rest;
    private final Told told;
    private final Map<String, Seen> seen = new HashMap<>();

    /** Who hears of it. */
    public interface Told {
        /** @param what was done to the gateways of a stack */
        void of(ObservabilityStack stack, Transition what, Instant at);
    }

    private record Seen(Optional<Instant> spareSince, Optional<Instant> lowered) {
        static final Seen NOTHING = new Seen(Optional.empty(), Optional.empty());
    }

    /** @param rest how long one must have been to spare, and between two that go */
    public GatewayScaler(KubernetesClient client, Duration rest, Told told) {
        this.client = client;
        this.rest = rest;
        this.told = told;
    }

    /** Looks at all gateways of a stack. */
    void look(ObservabilityStack resource, TelemetryStack stack, QueryServer server, Instant now) {
        Replicas replicas = stack.collectors().gateway().replicas();
        if (stack.collectors().output() != Output.NATIVE || replicas.max() <= replicas.min()) {
            seen.clear();
            return;
        }
        gateways(stack).forEach(gateways -> look(resource, gateways, replicas.min(), server, now));
    }

    /** None where they may not be seen: the stack says so itself. */
    private List<StatefulSet> gateways(TelemetryStack stack) {
        try {
            return client.apps()
                    .statefulSets()
                    .inNamespace(stack.namespace())
                    .withLabels(Map.of(
                            OutputLabels.MANAGED_BY,
                            OutputLabels.SIGNALBOX,
                            OutputLabels.ROLE,
                            CollectorRole.GATEWAY.label()))
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return List.of();
            }
            throw e;
        }
    }

    private void look(ObservabilityStack resource, StatefulSet set, int least, QueryServer server, Instant now) {
        String name = set.getMetadata().getName();
        Seen before = seen.getOrDefault(name, Seen.NOTHING);
        ScaleDown step = ScaleDown.next(gateways(set, least, before.lowered(), server), before.spareSince(), rest, now);
        boolean lowered = step.lowers() && lower(set);
        seen.put(name, new Seen(step.spareSince(), lowered ? Optional.of(now) : before.lowered()));
        if (lowered) {
            LOG.infof("%s becomes one fewer: %s", name, step.message());
            told.of(resource, new Transition(true, "GatewayRemoved", name + ": " + step.message()), now);
        }
    }

    private ScaleDown.Gateways gateways(StatefulSet set, int least, Optional<Instant> lowered, QueryServer server) {
        int replicas = Objects.requireNonNullElse(set.getSpec().getReplicas(), 1);
        Optional<Autoscaler> autoscaler = Optional.ofNullable(client.autoscaling()
                        .v2()
                        .horizontalPodAutoscalers()
                        .inNamespace(set.getMetadata().getNamespace())
                        .withName(set.getMetadata().getName())
                        .get())
                .map(Autoscaler::of);
        Optional<ScaleDown.Load> load = autoscaler.flatMap(Autoscaler::load);
        return new ScaleDown.Gateways(
                replicas,
                least,
                isSettled(set, replicas),
                load,
                // Not asked where it doesn't matter.
                replicas > least && load.isPresent()
                        ? GatewayQueries.backlog(
                                server,
                                set.getMetadata().getNamespace(),
                                set.getMetadata().getName() + "-" + (replicas - 1))
                        : Optional.empty(),
                Stream.of(autoscaler.flatMap(Autoscaler::scaled), lowered)
                        .flatMap(Optional::stream)
                        .max(Instant::compareTo));
    }

    private static boolean isSettled(StatefulSet set, int replicas) {
        return Optional.ofNullable(set.getStatus())
                .filter(status -> Objects.equals(
                        status.getObservedGeneration(), set.getMetadata().getGeneration()))
                .filter(status -> Objects.equals(status.getReplicas(), replicas)
                        && Objects.equals(status.getReadyReplicas(), replicas)
                        && Objects.equals(status.getUpdatedReplicas(), replicas))
                .isPresent();
    }

    /** Only from the number that was looked at: an autoscaler may have been quicker. */
    private boolean lower(StatefulSet set) {
        int replicas = set.getSpec().getReplicas();
        try {
            client.genericKubernetesResources(STATEFUL_SETS)
                    .inNamespace(set.getMetadata().getNamespace())
                    .withName(set.getMetadata().getName())
                    .subresource("scale")
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.JSON)
                                    .withFieldManager(MANAGER)
                                    .build(),
                            """
                            [{"op": "test", "path": "/spec/replicas", "value": %d},
                             {"op": "replace", "path": "/spec/replicas", "value": %d}]
                            """.formatted(replicas, replicas - 1));
            return true;
        } catch (KubernetesClientException e) {
            LOG.warnf("%s could not be made fewer: %s", set.getMetadata().getName(), e.getMessage());
            return false;
        }
    }
}
