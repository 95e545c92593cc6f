package dev.signalbox.operator.transport;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Certificates for servers and clients of tests, in PEM, each with an authority of its own. */
public final class TestCertificates {
    private TestCertificates() {}

    /** @param key PKCS #8 */
    public record Pem(String authority, String certificate, String key) {}

    public static Pem server(String... names) {
        return issue("server", List.of(names), Issuing.Purpose.SERVER);
    }

    public static Pem client(String name) {
        return issue("client", List.of(name), Issuing.Purpose.CLIENT);
    }

    private static Pem issue(String side, List<String> names, Issuing.Purpose purpose) {
        Credentials issued =
                new Issuing(Instant.now(), new SecureRandom()).renew(Optional.empty(), side, names, purpose);
        return new Pem(issued.authority(), issued.certificate(), issued.key());
    }
}
