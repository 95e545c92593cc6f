package dev.signalbox.compile.pipeline.gateway;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.extension.Identity;
import dev.signalbox.compile.pipeline.collector.setting.Auth;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Tls;
import dev.signalbox.compile.pipeline.workload.Backend;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How backends are spoken to. Secrets are files that the node mounts, never text. */
enum BackendAccess {
    METRICS(Backend.METRICS),
    LOGS(Backend.LOGS),
    TRACES(Backend.TRACES),
    PROFILES(Backend.PROFILES);

    /** The tenant, for Loki, Tempo and Mimir alike. */
    private static final String TENANT_HEADER = "X-Scope-OrgID";

    private final Backend backend;

    BackendAccess(Backend backend) {
        this.backend = backend;
    }

    Http.Client http(Endpoint endpoint, String url) {
        return new Http.Client(
                Template.text(url),
                tls(endpoint),
                auth(endpoint.credentials()),
                headers(endpoint),
                Optional.empty(),
                Optional.empty());
    }

    /** Plain text unless TLS is asked for: an address without a scheme can't tell. */
    Grpc.Client grpc(Endpoint endpoint) {
        return new Grpc.Client(
                Optional.of(Template.text(endpoint.address())),
                tls(endpoint).orElseGet(Tls.Client::none),
                auth(endpoint.credentials()),
                headers(endpoint),
                Optional.empty());
    }

    private Optional<Tls.Client> tls(Endpoint endpoint) {
        return endpoint.tls()
                .map(tls -> new Tls.Client(
                        Optional.empty(),
                        tls.unchecked() ? Optional.of(true) : Optional.empty(),
                        tls.secret().map(_ -> backend.file("ca.crt")),
                        tls.clientCertificate() ? Optional.of(backend.file("tls.crt")) : Optional.empty(),
                        tls.clientCertificate() ? Optional.of(backend.file("tls.key")) : Optional.empty(),
                        tls.serverName(),
                        Optional.empty()));
    }

    private Optional<Auth> auth(Credentials credentials) {
        String name = backend.name().toLowerCase(Locale.ROOT);
        return switch (credentials) {
            case Credentials.None() -> Optional.empty();
            case Credentials.Basic(String _) ->
                identity(
                        new Identity.BasicAuth(
                                new Identity.BasicAuth.Client(backend.file("username"), backend.file("password"))),
                        name);
            case Credentials.Bearer(String _) ->
                identity(new Identity.BearerToken("Bearer", backend.file("token")), name);
        };
    }

    private static Optional<Auth> identity(Component.Authenticator authenticator, String name) {
        return Optional.of(new Auth(Instance.of(authenticator, name)));
    }

    private static Map<String, Template> headers(Endpoint endpoint) {
        return endpoint.tenant()
                .map(tenant -> Map.of(TENANT_HEADER, Template.text(tenant)))
                .orElse(Map.of());
    }
}
