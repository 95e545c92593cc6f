package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.status.Reason;
import dev.signalbox.testing.EmptyCluster;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator of listed namespaces, as the chart deploys it with the example's values: it works in these with what it was granted
 * there, is refused nothing, and lets all others be.
 */
@ExtendWith(EmptyCluster.class)
class ChartNamespacesIT {
    /** All that it has outside of the namespaces that it works in, as docs/reference/operator.md lists it. */
    private static final List<String> OF_THE_CLUSTER = List.of(
            "signalbox-operator-cluster",
            "signalbox-operator-freeze-cluster",
            "signalbox-operator-guardrails",
            "signalbox-operator-pipelines-cluster",
            "signalbox-operator-report",
            "signalbox-operator-routing-cluster",
            "signalbox-operator-usage-cluster",
            "signalbox-operator-webhook");

    @Test
    void theOperatorOfListedNamespacesWorksInTheseAndLetsOthersBe(ControlPlane cluster) throws IOException {
        try (ChartShop shop = ChartShop.in(cluster, "shop")) {
            OperatedStack search = new OperatedStack(shop.release().namespace("search"));
            OperatedStack bank = new OperatedStack(shop.release().namespace("bank"));
            GrantedRights granted = install(shop);
            assertThat(granted.ofTheCluster()).containsExactlyInAnyOrderElementsOf(OF_THE_CLUSTER);
            assertThat(granted.namespaces())
                    .containsExactlyInAnyOrder(
                            "shop",
                            "search",
                            shop.stack().gateways(),
                            shop.stack().agents(),
                            ChartRelease.HOME,
                            "default");
            Stream.of(search, bank).forEach(beside -> beside.declare(ChartShop.SERVICE, ChartShop.OBJECTIVE));

            try (RunningOperator operator = shop.operate()) {
                shop.open();
                ChartShop.awaitOperated(search);
                for (OperatedStack listed : List.of(shop.stack(), search)) {
                    assertThat(listed.outputs().live())
                            .containsKey("PrometheusRule " + listed.namespace().name() + "/slo-availability");
                    assertThat(resources(listed).flatMap(OperatedStack::conditionsOf))
                            .extracting(Condition::getReason)
                            .isNotEmpty()
                            .doesNotContain(Reason.RIGHTS_MISSING.text());
                }
                shop.shut();
                shop.awaitRounds(operator);
                assertThat(operator.errors()).isEmpty();
            }

            assertThat(resources(bank).filter(resource -> resource.getMetadata().getNamespace() != null))
                    .hasSize(2)
                    .allSatisfy(untouched -> {
                        assertThat(OperatedStack.conditionsOf(untouched)).isEmpty();
                        assertThat(untouched.getMetadata().getManagedFields())
                                .extracting("manager")
                                .containsExactly("kubectl");
                    });
            assertThat(bank.outputs().live().keySet()).noneMatch(output -> output.contains(" bank/"));
            assertThat(shop.requests()).noneMatch(request -> request.namespace().equals("bank"));
            granted.assertJust(shop.requests());
        }
    }

    /** A chart can bind roles only in namespaces that are there: that of the agents, too. */
    private static GrantedRights install(ChartShop shop) {
        OperatedStack stack = shop.stack();
        stack.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(stack.agents())
                        .endMetadata()
                        .build())
                .create();
        return shop.install(
                "--values",
                "helm-chart/examples/namespaces.yaml",
                "--set",
                "namespaces={shop,search,%s,%s}".formatted(stack.gateways(), stack.agents()));
    }

    /** Of a namespace, and what is the cluster's. */
    private static Stream<HasMetadata> resources(OperatedStack shop) {
        return Stream.of(
                        shop.client()
                                .resources(ServiceObservability.class)
                                .list()
                                .getItems(),
                        shop.client().resources(SLO.class).list().getItems(),
                        shop.client()
                                .resources(ObservabilityPolicy.class)
                                .list()
                                .getItems(),
                        List.of(shop.stack()))
                .flatMap(List::stream);
    }
}
