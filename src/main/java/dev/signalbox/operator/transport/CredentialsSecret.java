package dev.signalbox.operator.transport;

import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Credentials as a Secret holds them: what cert-manager writes, and the authority's key. */
final class CredentialsSecret {
    static final String TYPE = "kubernetes.io/tls";
    private static final String AUTHORITY_KEY = "ca.key";

    private CredentialsSecret() {}

    /** Nothing where any of them is missing, as where somebody else issues them. */
    static Optional<Credentials> read(Secret secret) {
        List<String> texts = Stream.of(
                        CollectorPaths.AUTHORITY, AUTHORITY_KEY, CollectorPaths.CERTIFICATE, CollectorPaths.PRIVATE_KEY)
                .flatMap(key -> text(secret, key).stream())
                .toList();
        return texts.size() == 4
                ? Optional.of(new Credentials(texts.get(0), texts.get(1), texts.get(2), texts.get(3)))
                : Optional.empty();
    }

    static Optional<String> text(Secret secret, String key) {
        return Optional.ofNullable(secret.getData()).map(data -> data.get(key)).map(CredentialsSecret::decoded);
    }

    static Map<String, String> data(Credentials credentials) {
        return Map.of(
                CollectorPaths.AUTHORITY,
                encoded(credentials.authority()),
                AUTHORITY_KEY,
                encoded(credentials.authorityKey()),
                CollectorPaths.CERTIFICATE,
                encoded(credentials.certificate()),
                CollectorPaths.PRIVATE_KEY,
                encoded(credentials.key()));
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
