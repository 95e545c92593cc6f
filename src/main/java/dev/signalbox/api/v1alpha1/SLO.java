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

/** One service level objective: its indicator, its alerts and its error budget policy. */
@Group("signalbox.dev")
@Version("v1alpha1")
@Kind("SLO")
@Plural("slos")
@Singular("slo")
@ShortNames("slo")
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
