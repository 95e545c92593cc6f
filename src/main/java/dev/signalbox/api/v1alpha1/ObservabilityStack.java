package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Where telemetry goes and how the collectors run. The one named default is in use. */
@Group("signalbox.dev")
@Version("v1alpha1")
@Kind("ObservabilityStack")
@Plural("observabilitystacks")
@Singular("observabilitystack")
@ShortNames("ostack")
@Categories("signalbox")
@AdditionalPrinterColumn(name = "Workloads", jsonPath = ".status.coverage.workloads", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Covered %", jsonPath = ".status.coverage.percent", type = Type.NUMBER)
@AdditionalPrinterColumn(name = "Series", jsonPath = ".status.cardinality.activeSeries", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Cost", jsonPath = ".status.cost.total.perMonth")
@AdditionalPrinterColumn(name = "Gateways", jsonPath = ".status.gateways.ready", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@ValidationRule(
        value = "self.metadata.name == 'default'",
        message = "metadata.name must be default, because a cluster has one stack in use; write name: default")
@JsonClassDescription("Where telemetry goes and how the collectors run. The one named default is in use.")
public class ObservabilityStack extends CustomResource<ObservabilityStackSpec, ObservabilityStackStatus> {

    @Override
    protected ObservabilityStackSpec initSpec() {
        return null; // a record can't be made without its values
    }

    @Override
    protected ObservabilityStackStatus initStatus() {
        return null;
    }
}
