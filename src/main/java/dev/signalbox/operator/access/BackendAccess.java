package dev.signalbox.operator.access;

import dev.signalbox.api.v1alpha1.EndpointAuth;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Credentials;
import dev.signalbox.backend.http.Trust;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Secrets of the stack's namespace, and of no other. They are not watched, so that the operator needs no right to list
 * them: each is read anew after a minute. While the API server can't say, what was known stays.
 */
@Singleton
public final class BackendAccess {
    static final Duration READ_AGAIN = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final Map<Asked, Answered> known = new HashMap<>();

    private record Asked(String namespace, EndpointAuth auth) {}

    private record Answered(Known known, Instant until) {}

    @Inject
    public BackendAccess(KubernetesClient client) {
        this(client, InstantSource.system());
    }

    BackendAccess(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * How an endpoint of the stack is spoken to.
     *
     * @param namespace of the stack
     */
    public synchronized Known of(String namespace, Optional<EndpointAuth> auth) {
        if (auth.isEmpty()) {
            return new Known.Open(Access.OPEN);
        }
        Asked asked = new Asked(namespace, auth.get());
        Instant now = clock.instant();
        Answered before = known.get(asked);
        if (before != null && now.isBefore(before.until())) {
            return before.known();
        }
        known.values().removeIf(old -> old.until().plus(READ_AGAIN).isBefore(now));
        Known after = read(asked, Optional.ofNullable(before).map(Answered::known));
        known.put(asked, new Answered(after, now.plus(READ_AGAIN)));
        return after;
    }

    private Known read(Asked asked, Optional<Known> before) {
        try {
            EndpointAuth auth = asked.auth();
            return new Known.Open(
                    new Access(Optional.ofNullable(auth.tenant()), credentials(asked.namespace(), auth), trust(asked)));
        } catch (Unreadable e) {
            return new Known.Closed(e.getMessage());
        } catch (KubernetesClientException e) {
            return before.orElseGet(() -> new Known.Closed("the API server can't be asked for its Secret"));
        }
    }

    private Credentials credentials(String namespace, EndpointAuth auth) throws Unreadable {
        EndpointAuth.Type type = Optional.ofNullable(auth.type()).orElse(EndpointAuth.Type.NONE);
        if (type == EndpointAuth.Type.NONE || auth.secretRef() == null) {
            return new Credentials.None();
        }
        SecretData secret = secret(namespace, auth.secretRef().name());
        return switch (type) {
            case NONE -> new Credentials.None();
            case BASIC -> new Credentials.Basic(secret.line("username"), secret.line("password"));
            case BEARER -> new Credentials.Bearer(secret.line("token"));
        };
    }

    private Trust trust(Asked asked) throws Unreadable {
        EndpointAuth.Tls tls = asked.auth().tls();
        if (tls == null) {
            return Trust.DEFAULT;
        }
        Optional<String> authorities = Optional.empty();
        Optional<Trust.Identity> identity = Optional.empty();
        if (tls.secretRef() != null) {
            SecretData secret = secret(asked.namespace(), tls.secretRef().name());
            authorities = secret.find("ca.crt");
            identity = Boolean.TRUE.equals(tls.clientCertificate())
                    ? Optional.of(new Trust.Identity(secret.text("tls.crt"), secret.text("tls.key")))
                    : Optional.empty();
        }
        return new Trust(
                authorities,
                identity,
                Optional.ofNullable(tls.serverName()),
                Boolean.TRUE.equals(tls.insecureSkipVerify()));
    }

    private SecretData secret(String namespace, String name) throws Unreadable {
        String called = "Secret " + namespace + "/" + name;
        try {
            Secret secret =
                    client.secrets().inNamespace(namespace).withName(name).get();
            if (secret == null) {
                throw new Unreadable(called + " is not there");
            }
            return new SecretData(called, Optional.ofNullable(secret.getData()).orElse(Map.of()));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                throw new Unreadable(
                        called
                                + " may not be read by the operator; grant it get on secrets in that namespace (manifests/components/backends/rbac-backends.yaml)");
            }
            throw e;
        }
    }

    /** @param called for messages */
    private record SecretData(String called, Map<String, String> data) {
        Optional<String> find(String key) {
            return Optional.ofNullable(data.get(key))
                    .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
        }

        String text(String key) throws Unreadable {
            return find(key)
                    .filter(text -> !text.isBlank())
                    .orElseThrow(() -> new Unreadable(called + " has no " + key));
        }

        /** Files that people make Secrets of end with a line feed; headers can't have one. */
        String line(String key) throws Unreadable {
            String line = text(key).strip();
            if (line.chars().anyMatch(Character::isISOControl)) {
                throw new Unreadable(called + " has more than one line in " + key);
            }
            return line;
        }
    }

    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why);
        }
    }
}
