package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** A URL that is asked in turn by a small collector of the service's own namespace. */
@Stored
public record Probe(
        @JsonPropertyDescription("Name of the probe, unique in the list. Example: home.") @Required @Shape.Label
        String name,

        @JsonPropertyDescription("What is asked (GET), a Service of this namespace. Never a link-local or API-server "
                + "address. Example: http://checkout.shop/healthz.")
        @Required
        @Shape.Url
        @Shape.Reachable
        String url,

        @JsonPropertyDescription("How often. Default: 30s.") @Shape.Duration
        String interval,

        @JsonPropertyDescription("The HTTP status that means well. Default: 200.") @Min(100) @Max(599) Integer expectStatus) {}
