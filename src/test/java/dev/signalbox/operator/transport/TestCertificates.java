package dev.signalbox.operator.transport;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
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

    /** A Secret of ours with a certificate by the same authority that has to be made anew, as it is for another name as well. */
    public static Secret renamed(Secret secret) {
        Credentials before = CredentialsSecret.read(secret).orElseThrow();
        Credentials renamed = new Issuing(Instant.now(), new SecureRandom())
                .renew(Optional.of(before), "server", List.of("localhost", "elsewhere"), Issuing.Purpose.SERVER);
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(secret.getMetadata().getNamespace())
                .withName(secret.getMetadata().getName())
                .endMetadata()
                .withType(secret.getType())
                .withData(CredentialsSecret.data(renamed))
                .build();
    }

    /** As it stands in a Secret. */
    public static String inASecret(X509Certificate certificate) throws CertificateEncodingException {
        return CredentialsSecret.encoded(Issuing.pem("CERTIFICATE", certificate.getEncoded()));
    }

    private static Pem issue(String side, List<String> names, Issuing.Purpose purpose) {
        Credentials issued =
                new Issuing(Instant.now(), new SecureRandom()).renew(Optional.empty(), side, names, purpose);
        return new Pem(issued.authority(), issued.certificate(), issued.key());
    }
}
