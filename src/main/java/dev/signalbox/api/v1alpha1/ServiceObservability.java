package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** The observability of one service: what it sends, how that is kept, its limits and its dashboards. */
@Group("signalbox.dev")
@Version("v1alpha1")
@Kind("ServiceObservability")
@Plural("serviceobservabilities")
@Singular("serviceobservability")
@ShortNames("sobs")
@JsonClassDescription(
        "The observability of one service: what it sends, how that is kept, its limits and its dashboards.")
public class ServiceObservability extends CustomResource<ServiceObservabilitySpec, ServiceObservabilityStatus>
        implements Namespaced {

    @Override
    protected ServiceObservabilitySpec initSpec() {
        return null; // a record can't be made without its values
    }

    @Override
    protected ServiceObservabilityStatus initStatus() {
        return null;
    }
}
