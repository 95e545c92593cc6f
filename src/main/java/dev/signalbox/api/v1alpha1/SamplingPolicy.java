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

/** Which traces of the selected services are kept: at the head, in the tail, and under pressure. */
@Group("signalbox.dev")
@Version("v1alpha1")
@Kind("SamplingPolicy")
@Plural("samplingpolicies")
@Singular("samplingpolicy")
@ShortNames("spol")
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
