package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.kubernetes.client.CustomResource;
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
