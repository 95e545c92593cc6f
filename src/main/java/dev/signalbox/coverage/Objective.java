package dev.signalbox.coverage;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import dev.signalbox.model.ResourceName;
import java.util.Optional;

/**
 * An SLO, as far as it covers a service.
 *
 * @param name of the SLO
 * @param resource the {@code ServiceObservability} that it refers to
 * @param service or the name of its service
 * @param indicator covered: accepted, and returning data
 * @param rules covered: loaded
 */
public record Objective(
        ResourceName name,
        Optional<ResourceName> resource,
        Optional<String> service,
        Observed indicator,
        Observed rules) {

    boolean isOf(Declared declared) {
        return resource.map(declared.resource()::equals)
                .orElseGet(() -> name.namespace().equals(declared.resource().namespace())
                        && service.filter(declared.service()::equals).isPresent());
    }
}
