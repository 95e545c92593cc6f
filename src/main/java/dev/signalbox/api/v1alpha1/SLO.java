package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** One service level objective: its indicator, its alerts and its error budget policy. */
@Group("signalbox.dev")
@Version("v1alpha1")
@Kind("SLO")
@Plural("slos")
@Singular("slo")
@ShortNames("slo")
@Categories("signalbox")
@AdditionalPrinterColumn(name = "Service", jsonPath = ".status.service")
@AdditionalPrinterColumn(name = "Objective", jsonPath = ".spec.objective", type = Type.NUMBER)
@AdditionalPrinterColumn(name = "SLI", jsonPath = ".status.groups[0].sli", type = Type.NUMBER)
@AdditionalPrinterColumn(name = "Budget", jsonPath = ".status.groups[0].errorBudgetRemaining", type = Type.NUMBER)
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(name = "Alert", jsonPath = ".status.alerts[0].severity", priority = 1)
@AdditionalPrinterColumn(name = "Window", jsonPath = ".spec.window", priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@ValidationRule(
        value = "size(self.metadata.name) <= 63",
        message = "metadata.name must have at most 63 characters, because labels and names of outputs carry it; "
                + "shorten it")
@JsonClassDescription("One service level objective: its indicator, its alerts and its error budget policy.")
public class SLO extends CustomResource<SloSpec, SloStatus> implements Namespaced {

    @Override
    protected SloSpec initSpec() {
        return null; // a record can't be made without its values
    }

    @Override
    protected SloStatus initStatus() {
        return null;
    }
}
