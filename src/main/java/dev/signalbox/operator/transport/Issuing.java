package dev.signalbox.operator.transport;

import dev.signalbox.compile.pipeline.workload.TransportSecurity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates, given the time and chance: ECDSA on P-256, as long-lived as those that cert-manager is asked for.
 *
 * @see TransportSecurity
 */
final class Issuing {
    /** Ten years: peers learn of another only when it is copied. */
    static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

    static final Duration LIFE = Duration.ofDays(90);

    /** Clocks differ. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int DNS_NAME = 2;
    private static final String END = "-----END CERTIFICATE-----";

    /** What a certificate is for. */
    enum Purpose {
        CLIENT(KeyPurposeId.id_kp_clientAuth),
        SERVER(KeyPurposeId.id_kp_serverAuth);

        private final KeyPurposeId id;

        Purpose(KeyPurposeId id) {
            this.id = id;
        }
    }

    /** What goes into a certificate. */
    private record Subject(X500Name name, PublicKey key, Duration life) {}

    private final Instant now;
    private final SecureRandom random;

    Issuing(Instant now, SecureRandom random) {
        this.now = now;
        this.random = random;
    }

    /**
     * What a side is to have: what it has while that is good, another certificate by the same authority after two thirds of its
     * life or where its names differ, and another authority after two thirds of that one's.
     *
     * @param before what it has; whatever can't be read counts for nothing
     * @param side names the authority: {@code signalbox-agent}
     * @param names that the certificate has to have, the first of them its own
     */
    Credentials renew(Optional<Credentials> before, String side, List<String> names, Purpose purpose) {
        Optional<X509Certificate> authority = before.flatMap(had -> certificate(had.authority()))
                .filter(this::isFresh)
                .filter(_ ->
                        before.flatMap(had -> privateKey(had.authorityKey())).isPresent());
        if (authority.isEmpty()) {
            return issue(side, names, purpose);
        }
        boolean isGood = before.flatMap(had -> certificate(had.certificate()))
                .filter(this::isFresh)
                .filter(certificate -> isSignedBy(certificate, authority.get()))
                .filter(certificate -> names(certificate).equals(Set.copyOf(names)))
                .filter(_ -> before.flatMap(had -> privateKey(had.key())).isPresent())
                .isPresent();
        return isGood
                ? before.get()
                : issue(
                        before.get().authority(),
                        before.get().authorityKey(),
                        authority.get(),
                        privateKey(before.get().authorityKey()).orElseThrow(),
                        names,
                        purpose);
    }

    /** Whether a certificate may still be trusted by those who know it. */
    boolean isValid(String pem) {
        return certificate(pem)
                .filter(certificate -> now.isBefore(certificate.getNotAfter().toInstant()))
                .isPresent();
    }

    /**
     * Certificates that whoever has to know a side trusts: its authority's, and the one before, as long as somebody may show
     * what that signed.
     *
     * @param before what they trusted until now, any number of certificates
     */
    String trusted(String authority, Optional<String> before) {
        Stream<String> others = before.stream().flatMap(bundle -> Arrays.stream(bundle.split("(?<=" + END + "\n)")));
        return Stream.concat(Stream.of(authority), others.filter(pem -> !pem.equals(authority) && isValid(pem)))
                .limit(2)
                .collect(Collectors.joining());
    }

    private boolean isFresh(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
        return !now.isBefore(from)
                && now.isBefore(from.plus(life.multipliedBy(2).dividedBy(3)));
    }

    private Credentials issue(String side, List<String> names, Purpose purpose) {
        KeyPair pair = pair();
        X500Name name = commonName(side + "-authority");
        X509Certificate authority = sign(
                name,
                pair.getPrivate(),
                new Subject(name, pair.getPublic(), AUTHORITY_LIFE),
                new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign),
                true,
                Optional.empty(),
                List.of());
        return issue(
                pem("CERTIFICATE", encoded(authority)),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
                authority,
                pair.getPrivate(),
                names,
                purpose);
    }

    private Credentials issue(
            String authority,
            String authorityKey,
            X509Certificate signer,
            PrivateKey key,
            List<String> names,
            Purpose purpose) {
        KeyPair pair = pair();
        X509Certificate certificate = sign(
                X500Name.getInstance(signer.getSubjectX500Principal().getEncoded()),
                key,
                new Subject(commonName(names.getFirst()), pair.getPublic(), LIFE),
                new KeyUsage(KeyUsage.digitalSignature),
                false,
                Optional.of(purpose),
                names);
        return new Credentials(
                authority,
                authorityKey,
                pem("CERTIFICATE", encoded(certificate)),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private X509Certificate sign(
            X500Name issuer,
            PrivateKey signer,
            Subject subject,
            KeyUsage usage,
            boolean isAuthority,
            Optional<Purpose> purpose,
            Collection<String> names) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(120, random),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(now.plus(subject.life())),
                    subject.name(),
                    subject.key());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            builder.addExtension(Extension.keyUsage, true, usage);
            if (purpose.isPresent()) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose.get().id));
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(names.stream()
                                .map(name -> new GeneralName(GeneralName.dNSName, name))
                                .toArray(GeneralName[]::new)));
            }
            byte[] encoded = builder.build(new JcaContentSignerBuilder(SIGNATURE)
                            .setSecureRandom(random)
                            .build(signer))
                    .getEncoded();
            return certificate(pem("CERTIFICATE", encoded)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("every JDK has " + SIGNATURE, e);
        }
    }

    private KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** A common name has 64 characters at most; the whole name is among the alternative ones. */
    private static X500Name commonName(String name) {
        return new X500NameBuilder()
                .addRDN(BCStyle.CN, name.length() <= 64 ? name : name.substring(0, 64))
                .build();
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // another authority's
        }
    }

    private static Set<String> names(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of()).stream()
                    .filter(name -> Integer.valueOf(DNS_NAME).equals(name.getFirst()))
                    .map(name -> name.get(1).toString())
                    .collect(Collectors.toSet());
        } catch (GeneralSecurityException e) {
            return Set.of(); // unreadable, so they differ
        }
    }

    private static Optional<X509Certificate> certificate(String pem) {
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKey> privateKey(String pem) {
        try {
            String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            return Optional.of(KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was just made can't be written", e);
        }
    }

    static String pem(String what, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded), what);
    }
}
