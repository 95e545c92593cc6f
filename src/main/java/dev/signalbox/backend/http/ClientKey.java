package dev.signalbox.backend.http;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Keys as they are in Secrets: cert-manager writes PKCS #1 and SEC 1 unless asked otherwise, and the JDK reads PKCS #8. */
final class ClientKey {
    private ClientKey() {}

    static PrivateKey read(String pem) throws GeneralSecurityException, IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            JcaPEMKeyConverter keys = new JcaPEMKeyConverter();
            return switch (parser.readObject()) {
                case PrivateKeyInfo key -> keys.getPrivateKey(key);
                case PEMKeyPair pair -> keys.getPrivateKey(pair.getPrivateKeyInfo());
                case null, default -> throw new GeneralSecurityException("no private key");
            };
        }
    }
}
