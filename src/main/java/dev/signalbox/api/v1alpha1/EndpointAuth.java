package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How a backend is spoken to. Secrets are read from the stack's namespace only. */
@Stored
@ValidationRule(
        value = "!has(self.type) || self.type == 'None' || has(self.secretRef)",
        fieldPath = ".secretRef",
        message = "must name a Secret where type is Basic or Bearer; write e.g. secretRef: {name: backend}")
public record EndpointAuth(
        @JsonPropertyDescription("None. Basic: keys username and password of the Secret. Bearer: key token.")
        @Default("None")
        Type type,

        @JsonPropertyDescription("Secret in the stack's namespace.")
        SecretRef secretRef,

        @JsonPropertyDescription("Tenant, sent as X-Scope-OrgID. Example: production.") @Size(min = 1, max = 150) String tenant,

        @JsonPropertyDescription("TLS, where the defaults don't do.")
        Tls tls) {

    /** How the caller shows who it is. */
    public enum Type {
        @JsonProperty("None")
        NONE,
        @JsonProperty("Basic")
        BASIC,
        @JsonProperty("Bearer")
        BEARER
    }

    /** TLS to a backend. */
    @Stored
    public record Tls(
            @JsonPropertyDescription("Secret in the stack's namespace with ca.crt, and with tls.crt and tls.key where "
                    + "clientCertificate is true.")
            SecretRef secretRef,

            @JsonPropertyDescription("True: tls.crt and tls.key of the Secret are shown to the backend.")
            @Default("false")
            Boolean clientCertificate,

            @JsonPropertyDescription("Name that the backend's certificate carries, where it is not the host's.")
            @Size(min = 1, max = 253) String serverName,

            @JsonPropertyDescription("True: the backend's certificate is not checked. For trials.") @Default("false")
            Boolean insecureSkipVerify) {}
}
