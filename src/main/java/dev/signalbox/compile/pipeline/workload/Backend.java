package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A backend, by what its Secrets become in a collector: variables for credentials, a directory for TLS. */
public enum Backend {
    METRICS,
    LOGS,
    TRACES,
    PROFILES,
    ARCHIVE;

    /** {@code SIGNALBOX_METRICS_USERNAME}. */
    public String username() {
        return "SIGNALBOX_" + name() + "_USERNAME";
    }

    public String password() {
        return "SIGNALBOX_" + name() + "_PASSWORD";
    }

    public String token() {
        return "SIGNALBOX_" + name() + "_TOKEN";
    }

    /** Where {@code ca.crt}, {@code tls.crt} and {@code tls.key} of its Secret for TLS are. */
    public String directory() {
        return CollectorPaths.BACKENDS + "/" + name().toLowerCase(Locale.ROOT);
    }

    /** Variables of a collector that sends to the backends. */
    public static List<SecretVariable> variables(Backends backends) {
        return Stream.concat(
                        Stream.of(values())
                                .flatMap(backend ->
                                        backend
                                                .endpoint(backends)
                                                .map(Endpoint::credentials)
                                                .map(backend::variables)
                                                .stream()
                                                .flatMap(List::stream)),
                        backends.archive().flatMap(Backends.Bucket::secret).stream()
                                .flatMap(Backend::archiveVariables))
                .toList();
    }

    static List<Mount> mounts(Backends backends) {
        return Stream.of(values())
                .flatMap(backend -> backend
                        .endpoint(backends)
                        .flatMap(Endpoint::tls)
                        .flatMap(Backends.Tls::secret)
                        .map(secret -> Mount.secret(
                                "backend-" + backend.name().toLowerCase(Locale.ROOT), backend.directory(), secret))
                        .stream())
                .toList();
    }

    private List<SecretVariable> variables(Credentials credentials) {
        return switch (credentials) {
            case Credentials.None() -> List.of();
            case Credentials.Basic(String secret) ->
                List.of(
                        new SecretVariable(username(), secret, "username", true),
                        new SecretVariable(password(), secret, "password", true));
            case Credentials.Bearer(String secret) -> List.of(new SecretVariable(token(), secret, "token", true));
        };
    }

    /** In the names that every AWS client looks for. */
    private static Stream<SecretVariable> archiveVariables(String secret) {
        return Stream.of(
                new SecretVariable("AWS_ACCESS_KEY_ID", secret, "accessKeyId", true),
                new SecretVariable("AWS_SECRET_ACCESS_KEY", secret, "secretAccessKey", true));
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
