package dev.signalbox.backend.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS as a {@link Trust} says. */
final class TlsContext {
    static final char[] NO_PASSWORD = new char[0];

    private TlsContext() {}

    /** @throws GeneralSecurityException a certificate or a key is not what it should be */
    static SSLContext of(Trust trust) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] keys =
                trust.identity().isPresent() ? IdentityKeys.of(trust.identity().get()) : new KeyManager[0];
        context.init(keys, authorities(trust), null);
        return trust.serverName().isPresent()
                ? NamedServerContext.of(context, trust.serverName().get())
                : context;
    }

    /** Null: those of the JVM. */
    private static TrustManager[] authorities(Trust trust) throws GeneralSecurityException, IOException {
        if (trust.unchecked()) {
            return new TrustManager[] {new AnyServer()};
        }
        if (trust.authorities().isEmpty()) {
            return null;
        }
        KeyStore store = empty();
        int number = 0;
        for (Certificate authority : certificates(trust.authorities().get())) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    static Collection<? extends Certificate> certificates(String pem) throws GeneralSecurityException, IOException {
        try (InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new GeneralSecurityException("no certificate");
            }
            return certificates;
        }
    }

    static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
