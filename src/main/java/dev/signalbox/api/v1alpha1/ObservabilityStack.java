package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.kubernetes.client.CustomResource;
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
