package dev.signalbox.operator.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Policies on a real API server, as a controller feeds them to all who read them. */
@ExtendWith(LocalCluster.class)
class GuardrailsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicInteger told = new AtomicInteger();
    private KubernetesClient client;
    private String shop;
    private WatchedResources watched;
    private Operator operator;

    @ControllerConfiguration(name = "feeding")
    private record Feeding(WatchedKind<ObservabilityPolicy> policies) implements Reconciler<ObservabilityPolicy> {
        @Override
        public List<EventSource<?, ObservabilityPolicy>> prepareEventSources(
                EventSourceContext<ObservabilityPolicy> context) {
            return List.of(policies.feed(context));
        }

        @Override
        public UpdateControl<ObservabilityPolicy> reconcile(
                ObservabilityPolicy policy, Context<ObservabilityPolicy> context) {
            return UpdateControl.noUpdate();
        }
    }

    @BeforeEach
    void prepare(LocalCluster.Namespace namespace) {
        client = namespace.client();
        shop = namespace.name();
        CustomResourceDefinitions.install(client, CustomResourceDefinitions.ofSignalbox(), "test");
        client.resources(ObservabilityPolicy.class).delete();
        watched = new WatchedResources(client, Optional.empty());
        watched.guardrails().onChange(told::incrementAndGet);
        operator =
                new Operator(settings -> settings.withKubernetesClient(client).withCloseClientOnStop(false));
        operator.register(new Feeding(watched.policies()));
    }

    @AfterEach
    void clean() {
        operator.stop();
        watched.stop();
        client.resources(ObservabilityPolicy.class).delete();
    }

    @Test
    void namespacesAreWatchedOnceThereIsAPolicyWhichHoldsWithTheirLabels() {
        operator.start();
        assertThat(watched.guardrails().areKnown()).isTrue();
        assertThat(watched.namespaceLabels().areKnown()).isFalse();
        assertThat(watched.confinement().confining(shop).isPresent()).isFalse();

        label("a");
        apply("tenants", "a");

        await(() -> watched.confinement().confining(shop).isPresent());
        assertThat(watched.confinement().namespacesConfined()).containsExactly(shop);
        await(() -> told.get() == 1);
        label("b");
        await(() -> !watched.confinement().confining(shop).isPresent());
        assertThat(watched.confinement().confining("not-there-yet").isPresent()).isTrue();
    }

    @Test
    void whatHeldBeforeARestartHoldsAsSoonAsPoliciesAreKnown() {
        label("a");
        apply("tenants", "a");
        operator.start();

        watched.guardrails().known().join();

        assertThat(watched.confinement().confining(shop).isPresent()).isTrue();
    }

    @Test
    void aPolicyIsReadAgainOnlyWhenItAsksForSomethingElse() {
        apply("tenants", "a");
        operator.start();
        Policy first = meant("tenants");

        ObservabilityPolicy marked = client.resources(ObservabilityPolicy.class)
                .withName("tenants")
                .edit(policy -> {
                    policy.getMetadata().setAnnotations(Map.of("note", "seen"));
                    return policy;
                });
        await(() -> watched.guardrails()
                .all()
                .getFirst()
                .resource()
                .getMetadata()
                .getResourceVersion()
                .equals(marked.getMetadata().getResourceVersion()));
        apply("others", "b");
        await(() -> watched.guardrails().policies().size() == 2);

        assertThat(meant("tenants")).isSameAs(first);
        apply("tenants", "c");
        await(() -> !meant("tenants").equals(first));
        client.resources(ObservabilityPolicy.class).withName("tenants").delete();
        await(() -> watched.guardrails().policies().size() == 1);
    }

    private Policy meant(String name) {
        return watched.guardrails().policies().stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void label(String tenant) {
        client.namespaces().withName(shop).edit(namespace -> {
            namespace.getMetadata().getLabels().put("tenant", tenant);
            return namespace;
        });
    }

    private void apply(String name, String tenant) {
        client.resource(Serialization.unmarshal("""
                        apiVersion: signalbox.dev/v1alpha1
                        kind: ObservabilityPolicy
                        metadata: {name: %s}
                        spec:
                          namespaceSelector: {matchLabels: {tenant: %s}}
                          queries: {confineToNamespace: true}
                        """.formatted(name, tenant), ObservabilityPolicy.class))
                .serverSideApply();
    }

    private static void await(BooleanSupplier expected) {
        assertThat(Deadline.in(SOON).until(expected)).isTrue();
    }
}
