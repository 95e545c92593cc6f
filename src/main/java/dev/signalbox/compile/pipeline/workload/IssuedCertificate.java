package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.facts.ServedKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One side's authority and certificate, as orders to cert-manager.
 *
 * @param collector a collector of the side
 * @param usage what the certificate is for: {@code client auth}
 * @param names that the certificate has
 * @see <a href="https://cert-manager.io/docs/usage/certificate/">Certificate</a>
 */
record IssuedCertificate(CollectorName collector, String usage, List<String> names) {
    private static final String GROUP = "cert-manager.io";
    private static final String ISSUER = "Issuer";

    /** Ten years: its peers learn of another only when the operator copies it. */
    private static final String AUTHORITY_LIFE = "87600h0m0s";

    private static final String LIFE = "2160h0m0s";
    private static final String RENEWED_BEFORE = "720h0m0s";

    Stream<HasMetadata> objects() {
        String side = "signalbox-" + collector.role().label();
        String self = side + "-self-signed";
        String authority = side + "-authority";
        return Stream.of(
                object(ISSUER, self, Map.of("selfSigned", Map.of())),
                object(ServedKind.CERTIFICATE.kind(), authority, authority(authority, self)),
                object(ISSUER, authority, Map.of("ca", Map.of("secretName", authority))),
                object(ServedKind.CERTIFICATE.kind(), side, leaf(authority)));
    }

    /** Its key stays when it is renewed, so that what it signed before stays good. */
    private static Map<String, Object> authority(String name, String issuer) {
        return Map.of(
                "isCA",
                true,
                "commonName",
                name,
                "secretName",
                name,
                "duration",
                AUTHORITY_LIFE,
                "privateKey",
                privateKey("Never"),
                "issuerRef",
                issuerReference(issuer));
    }

    private Map<String, Object> leaf(String issuer) {
        return Map.of(
                "secretName",
                TransportSecurity.secret(collector.role()),
                "dnsNames",
                names,
                "usages",
                List.of("digital signature", usage),
                "duration",
                LIFE,
                "renewBefore",
                RENEWED_BEFORE,
                "privateKey",
                privateKey("Always"),
                "issuerRef",
                issuerReference(issuer));
    }

    private static Map<String, Object> privateKey(String rotation) {
        return Map.of("algorithm", "ECDSA", "size", 256, "rotationPolicy", rotation);
    }

    private static Map<String, Object> issuerReference(String issuer) {
        return Map.of("group", GROUP, "kind", ISSUER, "name", issuer);
    }

    private GenericKubernetesResource object(String kind, String name, Map<String, Object> spec) {
        ObjectMeta metadata = collector.metadata(name);
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(ServedKind.CERTIFICATE.apiVersion())
                .withKind(kind)
                .withMetadata(metadata)
                .addToAdditionalProperties("spec", spec)
                .build();
    }
}
