package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A backend, by what its Secrets become in a collector: files, which follow a Secret that changes. */
public enum Backend {
    METRICS,
    LOGS,
    TRACES,
    PROFILES,
    ARCHIVE;

    /** Where a key of one of its Secrets is a file: {@code ca.crt}, {@code tls.crt}, {@code token}, … */
    public String file(String key) {
        return directory() + "/" + key;
    }

    /** Variables of a collector that sends to the backends. */
    public static List<SecretVariable> variables(Backends backends) {
        return backends.archive().flatMap(Backends.Bucket::secret).stream()
                .flatMap(Backend::archiveVariables)
                .toList();
    }

    static List<Mount> mounts(Backends backends) {
        return Stream.of(values())
                .flatMap(backend -> backend.endpoint(backends).flatMap(backend::mount).stream())
                .toList();
    }

    /** All of its Secrets in one directory. */
    private Optional<Mount> mount(Endpoint endpoint) {
        List<VolumeProjection> sources = Stream.concat(
                        endpoint.tls().stream().flatMap(Backend::ofTls), ofCredentials(endpoint.credentials()).stream())
                .toList();
        return sources.isEmpty()
                ? Optional.empty()
                : Optional.of(Mount.projected("backend-" + label(), directory(), sources));
    }

    private static Stream<VolumeProjection> ofTls(Backends.Tls tls) {
        return tls.secret().stream()
                .map(secret -> tls.clientCertificate()
                        ? Mount.keys(
                                secret,
                                CollectorPaths.AUTHORITY,
                                CollectorPaths.CERTIFICATE,
                                CollectorPaths.PRIVATE_KEY)
                        : Mount.keys(secret, CollectorPaths.AUTHORITY));
    }

    private static Optional<VolumeProjection> ofCredentials(Credentials credentials) {
        return switch (credentials) {
            case Credentials.None() -> Optional.empty();
            case Credentials.Basic(String secret) -> Optional.of(Mount.keys(secret, "username", "password"));
            case Credentials.Bearer(String secret) -> Optional.of(Mount.keys(secret, "token"));
        };
    }

    /** In the names that every AWS client looks for. */
    private static Stream<SecretVariable> archiveVariables(String secret) {
        return Stream.of(
                new SecretVariable("AWS_ACCESS_KEY_ID", secret, "accessKeyId", true),
                new SecretVariable("AWS_SECRET_ACCESS_KEY", secret, "secretAccessKey", true));
    }

    private String directory() {
        return CollectorPaths.BACKENDS + "/" + label();
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Optional<Endpoint> endpoint(Backends backends) {
        return switch (this) {
            case METRICS -> backends.metrics().map(Backends.Metrics::endpoint);
            case LOGS -> backends.logs();
            case TRACES -> backends.traces();
            case PROFILES -> backends.profiles();
            case ARCHIVE -> Optional.empty();
        };
    }
}
