package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** What may be deployed of one service while its error budget is exhausted; read by an admission policy. */
@Group("signalbox.dev")
@Version("v1alpha1")
@Kind("FreezeGate")
@Plural("freezegates")
@Singular("freezegate")
@ShortNames("fgate")
@Categories("signalbox")
@AdditionalPrinterColumn(name = "Service", jsonPath = ".spec.service")
@AdditionalPrinterColumn(name = "SLO", jsonPath = ".spec.slo")
@AdditionalPrinterColumn(name = "Budget", jsonPath = ".spec.budgetRemaining")
@AdditionalPrinterColumn(name = "Enforcement", jsonPath = ".spec.enforcement")
@AdditionalPrinterColumn(name = "Since", jsonPath = ".spec.since")
@AdditionalPrinterColumn(name = "Until", jsonPath = ".spec.until")
@AdditionalPrinterColumn(name = "Policy", jsonPath = ".spec.policy", priority = 1)
@JsonClassDescription(
        "What may be deployed of one service while its error budget is exhausted. Written by the operator "
                + "alone, and read by an admission policy.")
public class FreezeGate extends CustomResource<FreezeGateSpec, Void> implements Namespaced {

    @Override
    protected FreezeGateSpec initSpec() {
        return null; // a record can't be made without its values
    }
}
