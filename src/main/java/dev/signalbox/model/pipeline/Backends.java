package dev.signalbox.model.pipeline;

import java.util.Optional;

/**
 * Who takes telemetry; what has no taker is not collected.
 *
 * @param metrics who takes metrics
 * @param logs Loki
 * @param traces who takes spans
 * @param profiles who takes profiles
 * @param archive object storage for logs
 */
public record Backends(
        Optional<Metrics> metrics,
        Optional<Endpoint> logs,
        Optional<Endpoint> traces,
        Optional<Endpoint> profiles,
        Optional<Bucket> archive) {
    public static final Backends NONE =
            new Backends(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** How metrics are sent. */
    public sealed interface Metrics {

        /** Where to. */
        Endpoint endpoint();

        /** OTLP over HTTP, with a queue on disk. */
        record Otlp(Endpoint endpoint) implements Metrics {}

        /** Prometheus' remote write, which has no queue on disk and drops what the server refuses. */
        record RemoteWrite(Endpoint endpoint) implements Metrics {}
    }

    /**
     * A server.
     *
     * @param address a URL, or {@code host:port} of a gRPC server
     * @param tenant sent as {@code X-Scope-OrgID}
     * @param credentials how the sender shows who it is
     * @param tls where the defaults don't do
     */
    public record Endpoint(String address, Optional<String> tenant, Credentials credentials, Optional<Tls> tls) {}

    /** How a sender shows who it is; Secrets are of the stack's namespace. */
    public sealed interface Credentials {

        /** It does not. */
        record None() implements Credentials {}

        /** @param secret with keys {@code username} and {@code password} */
        record Basic(String secret) implements Credentials {}

        /** @param secret with key {@code token} */
        record Bearer(String secret) implements Credentials {}
    }

    /**
     * TLS to a server.
     *
     * @param secret of the stack's namespace with {@code ca.crt}
     * @param clientCertificate whether its {@code tls.crt} and {@code tls.key} are shown to the server
     * @param serverName in its certificate, where it is not the host's
     * @param unchecked its certificate is not looked at
     */
    public record Tls(
            Optional<String> secret, boolean clientCertificate, Optional<String> serverName, boolean unchecked) {}

    /**
     * An S3 bucket.
     *
     * @param endpoint of a server that is not AWS
     * @param prefix of all keys; may be empty
     * @param secret with {@code accessKeyId} and {@code secretAccessKey}; nothing: the identity of the pod
     */
    public record Bucket(
            String name, String region, Optional<String> endpoint, String prefix, Optional<String> secret) {}
}
