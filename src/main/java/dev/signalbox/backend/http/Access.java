package dev.signalbox.backend.http;

import java.util.Optional;

/**
 * How a server is spoken to.
 *
 * @param tenant sent as {@code X-Scope-OrgID}
 */
public record Access(Optional<String> tenant, Credentials credentials, Trust trust) {
    public static final Access OPEN = of(Optional.empty());

    /** Without credentials. */
    public static Access of(Optional<String> tenant) {
        return new Access(tenant, new Credentials.None(), Trust.DEFAULT);
    }

    /** The same as another tenant. */
    public Access as(String other) {
        return new Access(Optional.of(other), credentials, trust);
    }
}
