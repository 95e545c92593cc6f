package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Routes on a real API server, which has the prometheus-operator's own definition of AlertmanagerConfig. */
@ExtendWith(LocalCluster.class)
class RoutingOperatorIT {
    /** Of Alertmanager objects only a few fields are read; their definition is most of a megabyte. */
    private static final String ALERTMANAGERS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: alertmanagers.monitoring.coreos.com, annotations: {api-approved.kubernetes.io: unapproved}}
            spec:
              group: monitoring.coreos.com
              names: {kind: Alertmanager, plural: alertmanagers, singular: alertmanager}
              scope: Namespaced
              versions:
              - name: v1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """;

    private static final String SLO = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: availability, namespace: %s}
            spec:
              service: checkout
              objective: 99.9
              sli: {ratio: {errors: 'requests_total{code="500"}', total: requests_total}}
              groupBy: [region]
            """;

    private OperatedStack stack;
    private OperatorRights rights;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        stack = OperatedStack.of(namespace);
        CustomResourceDefinitions.install(
                stack.client(), CustomResourceDefinitions.ofPrometheusOperator("alertmanagerconfigs"), "test");
        stack.client()
                .resource(ALERTMANAGERS)
                .fieldManager("kubectl")
                .forceConflicts()
                .serverSideApply();
        rights = OperatorRights.withRouting(namespace);
    }

    @AfterEach
    void stop() {
        stack.close();
        rights.close();
    }

    @Test
    void areWhereAnAlertmanagerLetsThemMatchAndGoWithTheStacksWord(@TempDir Path directory)
            throws IOException, InterruptedException {
        try (RunningOperator operator =
                RunningOperator.start(rights.kubeconfig(), Map.of("SIGNALBOX_ROUTING_EVERY", "1s"))) {
            String declared = stack.declare(yaml(), SLO);
            stack.awaitCondition("AlertsRouted=False/RoutesUnreachable");
            assertThat(OperatedStack.message(stack.stack(), "AlertsRouted"))
                    .contains("there is no Alertmanager object");

            stack.declare(alertmanager("None"));
            stack.awaitCondition("AlertsRouted=True/Routed");
            HasMetadata rendered = stack.outputs()
                    .rendered(declared, directory)
                    .get("AlertmanagerConfig " + stack.gateways() + "/signalbox-routes");
            StackOutputs.assertHolds(config(stack.gateways()).require(), rendered);
            staysAsItIs(operator);

            config(stack.gateways()).edit(config -> {
                config.<Map<String, Object>>get("spec", "route").put("repeatInterval", "1s");
                return config;
            });
            assertThat(Deadline.in(OperatedStack.SOON).until(() -> "12h"
                            .equals(config(stack.gateways()).require().get("spec", "route", "repeatInterval"))))
                    .as("drift is repaired")
                    .isTrue();

            stack.declare(alertmanager("OnNamespace"));
            assertThat(Deadline.in(OperatedStack.SOON)
                            .until(() -> isThere(stack.namespace().name())))
                    .as("a namespace with alerts has routes of its own")
                    .isTrue();
            assertThat(isThere(stack.gateways())).isTrue();
            stack.awaitStack(
                    now -> OperatedStack.message(now, "AlertsRouted").contains("so each of 2 namespaces has one"));

            stack.declare(stack.yamlWithoutBackends());
            assertThat(Deadline.in(OperatedStack.SOON)
                            .until(() -> !isThere(stack.gateways())
                                    && !isThere(stack.namespace().name())))
                    .as("routes go with what asked for them")
                    .isTrue();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    private void staysAsItIs(RunningOperator operator) throws InterruptedException {
        String version = config(stack.gateways()).require().getMetadata().getResourceVersion();
        double written = operator.metric("signalbox_status_writes_total", "");
        TimeUnit.SECONDS.sleep(5);
        assertThat(config(stack.gateways()).require().getMetadata().getResourceVersion())
                .isEqualTo(version);
        assertThat(operator.metric("signalbox_status_writes_total", "")).isEqualTo(written);
    }

    private String yaml() {
        return stack.yamlWithoutBackends() + """

                  alerting:
                    routes:
                    - {name: pages, match: {severities: [Page]}, receiver: {type: PagerDuty, secretRef: {name: pagerduty, key: key}}}
                    - {name: rest, receiver: {type: Slack, secretRef: {name: slack, key: url}, channel: "#rest"}}
                """.indent(0);
    }

    private String alertmanager(String strategy) {
        return """
                apiVersion: monitoring.coreos.com/v1
                kind: Alertmanager
                metadata: {name: main, namespace: %s}
                spec:
                  version: v0.28.1
                  alertmanagerConfigSelector: {}
                  alertmanagerConfigNamespaceSelector: {}
                  alertmanagerConfigMatcherStrategy: {type: %s}
                """.formatted(stack.gateways(), strategy);
    }

    private boolean isThere(String namespace) {
        return config(namespace).get() != null;
    }

    private Resource<GenericKubernetesResource> config(String namespace) {
        OutputKind kind = OutputKind.ALERTMANAGER_CONFIG;
        return stack.client()
                .genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup(kind.group())
                        .withVersion("v1alpha1")
                        .withKind("AlertmanagerConfig")
                        .withPlural(kind.plural())
                        .withNamespaced(true)
                        .build())
                .inNamespace(namespace)
                .withName("signalbox-routes");
    }
}
