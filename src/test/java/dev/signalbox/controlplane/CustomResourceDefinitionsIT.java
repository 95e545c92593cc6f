package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalCluster.class)
class CustomResourceDefinitionsIT {

    @Test
    void servesThoseOfPrometheusOperator(LocalCluster.Namespace namespace) {
        List<CustomResourceDefinition> definitions = CustomResourceDefinitions.ofPrometheusOperator(
                "alertmanagerconfigs", "podmonitors", "prometheuses", "prometheusrules", "servicemonitors");
        assertThat(definitions).hasSize(5);

        CustomResourceDefinitions.install(namespace.client(), definitions, "test");
        CustomResourceDefinitions.install(namespace.client(), definitions, "test");

        PrometheusRule rule = new PrometheusRuleBuilder()
                .withNewMetadata()
                .withName("one")
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewSpec()
                .addNewGroup()
                .withName("group")
                .addNewRule()
                .withRecord("one")
                .withNewExpr("vector(1)")
                .endRule()
                .endGroup()
                .endSpec()
                .build();
        assertThat(namespace.client().resource(rule).create().getMetadata().getUid())
                .isNotEmpty();
    }
}
