package dev.signalbox.operator.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.operator.transport.Issuing.Purpose;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssuingTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SIDE = "signalbox-gateway";
    private static final List<String> NAMES =
            List.of("signalbox-gateway.observability.svc", "*.signalbox-gateway-headless.observability.svc");

    private final Credentials first = at(START).renew(Optional.empty(), SIDE, NAMES, Purpose.SERVER);

    @Test
    void aCertificateIsSignedByItsAuthorityAndSaysWhatItIsFor() throws Exception {
        X509Certificate authority = certificate(first.authority());
        X509Certificate certificate = certificate(first.certificate());

        certificate.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isNotNegative();
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactlyElementsOf(NAMES);
        assertThatCode(() -> certificate.checkValidity(Date.from(START))).doesNotThrowAnyException();
    }

    @Test
    void whatIsGoodStays() {
        Instant stillGood = START.plus(Duration.ofDays(59));

        assertThat(at(stillGood).renew(Optional.of(first), SIDE, NAMES, Purpose.SERVER))
                .isEqualTo(first);
    }

    @Test
    void afterTwoThirdsOfItsLifeThereIsAnotherByTheSameAuthority() throws Exception {
        Credentials next = at(START.plus(Duration.ofDays(61))).renew(Optional.of(first), SIDE, NAMES, Purpose.SERVER);

        assertThat(next.authority()).isEqualTo(first.authority());
        assertThat(next.certificate()).isNotEqualTo(first.certificate());
        assertThat(next.key()).isNotEqualTo(first.key());
        certificate(next.certificate()).verify(certificate(first.authority()).getPublicKey());
    }

    @Test
    void otherNamesNeedAnotherCertificate() {
        Credentials next = at(START).renew(Optional.of(first), SIDE, List.of("elsewhere"), Purpose.SERVER);

        assertThat(next.authority()).isEqualTo(first.authority());
        assertThat(next.certificate()).isNotEqualTo(first.certificate());
    }

    @Test
    void anAuthorityIsFollowedByAnotherLongBeforeItEnds() throws Exception {
        Instant old =
                START.plus(Issuing.AUTHORITY_LIFE.multipliedBy(2).dividedBy(3)).plus(Duration.ofDays(1));
        Credentials next = at(old).renew(Optional.of(first), SIDE, NAMES, Purpose.SERVER);

        assertThat(next.authority()).isNotEqualTo(first.authority());
        assertThat(at(old).isValid(first.authority())).isTrue();
        assertThatThrownBy(() -> certificate(next.certificate())
                        .verify(certificate(first.authority()).getPublicKey()))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void whatCantBeReadIsReplaced() throws Exception {
        Credentials damaged = new Credentials("nonsense", first.authorityKey(), first.certificate(), first.key());
        Credentials withoutKey = new Credentials(first.authority(), first.authorityKey(), first.certificate(), "");

        assertThat(at(START)
                        .renew(Optional.of(damaged), SIDE, NAMES, Purpose.SERVER)
                        .authority())
                .isNotEqualTo(first.authority());
        assertThat(at(START)
                        .renew(Optional.of(withoutKey), SIDE, NAMES, Purpose.SERVER)
                        .certificate())
                .isNotEqualTo(first.certificate());
        assertThat(certificate(first.authority()).getSubjectX500Principal().getName())
                .isEqualTo("CN=signalbox-gateway-authority");
    }

    private static Issuing at(Instant now) {
        return new Issuing(now, new SecureRandom());
    }

    private static X509Certificate certificate(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
