package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.EndpointAuth;
import dev.signalbox.api.v1alpha1.EndpointAuth.Type;
import dev.signalbox.intake.Findings;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import dev.signalbox.model.pipeline.Backends.Tls;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code auth} of a backend. */
final class AccessReader {
    /**
     * What Loki, Tempo and Mimir take as one tenant; a bar would mean several, which can only be read.
     *
     * @see <a href="https://grafana.com/docs/mimir/latest/configure/about-tenant-ids/">About tenant IDs</a>
     */
    private static final Pattern TENANT = Pattern.compile("(?!\\.{1,2}$)[-A-Za-z0-9!_.*'()]{1,150}");

    private static final Pattern SERVER_NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9.:]{0,251}[A-Za-z0-9])?");

    /** How a server is spoken to, wherever it is. */
    record Access(Optional<String> tenant, Credentials credentials, Optional<Tls> tls) {
        static final Access OPEN = new Access(Optional.empty(), new Credentials.None(), Optional.empty());

        Endpoint at(String address) {
            return new Endpoint(address, tenant, credentials, tls);
        }

        Access withTenant(Optional<String> name) {
            return new Access(name, credentials, tls);
        }
    }

    private AccessReader() {}

    static Access read(String path, EndpointAuth written, Findings findings) {
        if (written == null) {
            return Access.OPEN;
        }
        return new Access(
                tenant(path + ".tenant", written.tenant(), findings),
                credentials(path, written, findings),
                Optional.ofNullable(written.tls()).map(tls -> tls(path + ".tls", tls, findings)));
    }

    /** A tenant; nothing where none is given. */
    static Optional<String> tenant(String path, String written, Findings findings) {
        if (written != null) {
            findings.require(
                    TENANT.matcher(written).matches(),
                    path,
                    "must be 1 to 150 letters, digits and !-_.*'(), was \"%s\"".formatted(written),
                    "write e.g. production");
        }
        return Optional.ofNullable(written);
    }

    private static Credentials credentials(String path, EndpointAuth written, Findings findings) {
        Type type = Optional.ofNullable(written.type()).orElse(Type.NONE);
        String secretPath = path + ".secretRef";
        Optional<String> secret = ObjectNames.secret(secretPath, written.secretRef(), findings);
        findings.require(
                type == Type.NONE || written.secretRef() != null,
                secretPath,
                "must name a Secret where type is Basic or Bearer, was missing",
                "write e.g. secretRef: {name: backend}");
        findings.require(
                type != Type.NONE || written.secretRef() == null,
                path + ".type",
                "must be Basic or Bearer where secretRef is given, was None",
                "write e.g. Bearer, or leave secretRef out");
        return switch (type) {
            case NONE -> new Credentials.None();
            case BASIC -> new Credentials.Basic(secret.orElse(""));
            case BEARER -> new Credentials.Bearer(secret.orElse(""));
        };
    }

    private static Tls tls(String path, EndpointAuth.Tls written, Findings findings) {
        Optional<String> serverName = Optional.ofNullable(written.serverName());
        serverName.ifPresent(name -> findings.require(
                SERVER_NAME.matcher(name).matches(),
                path + ".serverName",
                "must be a host's name, was \"%s\"".formatted(name),
                "write e.g. prometheus.example.com"));
        boolean clientCertificate = Boolean.TRUE.equals(written.clientCertificate());
        findings.require(
                !clientCertificate || written.secretRef() != null,
                path + ".secretRef",
                "must name the Secret with tls.crt and tls.key where clientCertificate is true, was missing",
                "write e.g. secretRef: {name: backend-tls}");
        return new Tls(
                ObjectNames.secret(path + ".secretRef", written.secretRef(), findings),
                clientCertificate,
                serverName,
                Boolean.TRUE.equals(written.insecureSkipVerify()));
    }
}
