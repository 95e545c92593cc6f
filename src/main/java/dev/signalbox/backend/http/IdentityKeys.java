package dev.signalbox.backend.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** A key and its certificates, as TLS asks for them: of a client, or of a server. */
public final class IdentityKeys {
    private IdentityKeys() {}

    /** @throws GeneralSecurityException a certificate or the key is not what it should be */
    public static KeyManager[] of(Trust.Identity identity) throws GeneralSecurityException, IOException {
        PrivateKey key = ClientKey.read(identity.key());
        Certificate[] chain = TlsContext.certificates(identity.certificates()).toArray(Certificate[]::new);
        KeyStore store = TlsContext.empty();
        store.setKeyEntry("identity", key, TlsContext.NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, TlsContext.NO_PASSWORD);
        return factory.getKeyManagers();
    }
}
