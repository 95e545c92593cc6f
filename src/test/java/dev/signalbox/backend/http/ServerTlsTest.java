package dev.signalbox.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Answer;
import dev.signalbox.operator.transport.TestCertificates;
import dev.signalbox.operator.transport.TestCertificates.Pem;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTlsTest {
    private static final Answer<String> FINE = new Answer.Given<>("fine");
    private static final Optional<String> NOTHING = Optional.empty();

    @Test
    void aServerIsBelievedByItsAuthorityAndItsName() throws GeneralSecurityException, IOException {
        Pem localhost = TestCertificates.server("localhost");
        Pem other = TestCertificates.server("prometheus.internal");
        try (TlsServer here = new TlsServer(localhost, NOTHING);
                TlsServer elsewhere = new TlsServer(other, NOTHING)) {
            assertThat(ask(here, trust(localhost, NOTHING))).isEqualTo(FINE);
            assertThat(why(here, Trust.DEFAULT)).contains("was not trusted");
            assertThat(why(here, trust(other, NOTHING))).contains("was not trusted");

            assertThat(why(elsewhere, trust(other, NOTHING))).contains("was not trusted");
            assertThat(why(elsewhere, trust(other, Optional.of("grafana.internal"))))
                    .contains("was not trusted");
            assertThat(ask(elsewhere, trust(other, Optional.of("prometheus.internal"))))
                    .isEqualTo(FINE);

            assertThat(ask(elsewhere, new Trust(NOTHING, Optional.empty(), NOTHING, true)))
                    .isEqualTo(FINE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientShowsItsCertificateWhateverTheFormOfItsKey(boolean pkcs8) throws GeneralSecurityException, IOException {
        Pem own = TestCertificates.server("localhost");
        Pem client = TestCertificates.client("signalbox");
        try (TlsServer server = new TlsServer(own, Optional.of(client.authority()))) {
            Trust.Identity identity =
                    new Trust.Identity(client.certificate(), pkcs8 ? client.key() : sec1(client.key()));

            assertThat(ask(server, new Trust(Optional.of(own.authority()), Optional.of(identity), NOTHING, false)))
                    .isEqualTo(FINE);
            assertThat(ask(server, trust(own, NOTHING))).isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void whatIsNoCertificateIsToldWithoutItsContent() throws GeneralSecurityException, IOException {
        Pem own = TestCertificates.server("localhost");
        try (TlsServer server = new TlsServer(own, NOTHING)) {
            assertThat(why(server, new Trust(Optional.of("s3cret"), Optional.empty(), NOTHING, false)))
                    .isEqualTo(
                            server.url()
                                    + " can't be asked: its certificates or key (auth.tls.secretRef) are no PEM that can be read");
        }
    }

    private static Trust trust(Pem server, Optional<String> name) {
        return new Trust(Optional.of(server.authority()), Optional.empty(), name, false);
    }

    private static String why(TlsServer server, Trust trust) {
        return ((Answer.Unavailable<String>) ask(server, trust)).why();
    }

    private static Answer<String> ask(TlsServer server, Trust trust) {
        Access access = new Access(Optional.empty(), new Credentials.None(), trust);
        try (ServerHttp http = new ServerHttp(new Endpoint(server.url(), access), Limits.BRIEF)) {
            return http.get("/", "text/plain", body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** As cert-manager writes keys of elliptic curves. */
    private static String sec1(String pkcs8) throws IOException {
        StringWriter text = new StringWriter();
        try (PEMParser parser = new PEMParser(new StringReader(pkcs8));
                PemWriter writer = new PemWriter(text)) {
            PrivateKeyInfo info = (PrivateKeyInfo) parser.readObject();
            ECPrivateKey key = ECPrivateKey.getInstance(info.parsePrivateKey());
            ECPrivateKey named = new ECPrivateKey(
                    256, key.getKey(), info.getPrivateKeyAlgorithm().getParameters());
            writer.writeObject(new PemObject("EC PRIVATE KEY", named.getEncoded()));
        }
        return text.toString();
    }
}
