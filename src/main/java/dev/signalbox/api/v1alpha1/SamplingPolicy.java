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

/** Which traces of the selected services are kept: at the head, in the tail, and under pressure. */
@Group("signalbox.dev")
@Version("v1alpha1")
@Kind("SamplingPolicy")
@Plural("samplingpolicies")
@Singular("samplingpolicy")
@ShortNames("spol")
@Categories("signalbox")
@AdditionalPrinterColumn(name = "Mode", jsonPath = ".spec.mode")
@AdditionalPrinterColumn(name = "Services", jsonPath = ".status.selected", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Boosted", jsonPath = ".status.boosted", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Kept/s", jsonPath = ".status.keptSpansPerSecond", type = Type.NUMBER)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@ValidationRule(
        value = "size(self.metadata.name) <= 63",
        message = "metadata.name must have at most 63 characters, because labels and names of outputs carry it; "
                + "shorten it")
@JsonClassDescription("Which traces of the selected services are kept: at the head, in the tail, and under pressure.")
public class SamplingPolicy extends CustomResource<SamplingPolicySpec, SamplingPolicyStatus> implements Namespaced {

    @Override
    protected SamplingPolicySpec initSpec() {
        return null; // a record can't be made without its values
    }

    @Override
    protected SamplingPolicyStatus initStatus() {
        return null;
    }
}
