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

/** Guardrails over namespaces: what must be there, what must not, and how far each may go. */
@Group("signalbox.dev")
@Version("v1alpha1")
@Kind("ObservabilityPolicy")
@Plural("observabilitypolicies")
@Singular("observabilitypolicy")
@ShortNames("opol")
@Categories("signalbox")
@AdditionalPrinterColumn(name = "Enforcement", jsonPath = ".spec.enforcement")
@AdditionalPrinterColumn(name = "Checked", jsonPath = ".status.compliance.checked", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Violating", jsonPath = ".status.compliance.violating", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@ValidationRule(
        value = "size(self.metadata.name) <= 63",
        message = "metadata.name must have at most 63 characters, because labels and names of outputs carry it; "
                + "shorten it")
@JsonClassDescription("Guardrails over namespaces: what must be there, what must not, and how far each may go.")
public class ObservabilityPolicy extends CustomResource<ObservabilityPolicySpec, ObservabilityPolicyStatus> {

    @Override
    protected ObservabilityPolicySpec initSpec() {
        return null; // a record can't be made without its values
    }

    @Override
    protected ObservabilityPolicyStatus initStatus() {
        return null;
    }
}
