package dev.signalbox.operator.transport;

import dev.signalbox.backend.http.IdentityKeys;
import dev.signalbox.backend.http.Trust;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** A server's key that may become another while it serves: connections that there are stay, new ones are shown the new one. */
final class RenewableKey extends X509ExtendedKeyManager {
    private final AtomicReference<X509ExtendedKeyManager> current;
    private Trust.Identity shown;

    private RenewableKey(Trust.Identity identity) throws GeneralSecurityException, IOException {
        shown = identity;
        current = new AtomicReference<>(keys(identity));
    }

    /** @throws GeneralSecurityException a certificate or the key is not what it should be */
    static RenewableKey of(Trust.Identity identity) throws GeneralSecurityException, IOException {
        return new RenewableKey(identity);
    }

    /** @throws GeneralSecurityException a certificate or the key is not what it should be; the one before stays */
    synchronized void renew(Trust.Identity identity) throws GeneralSecurityException, IOException {
        if (!identity.equals(shown)) {
            current.set(keys(identity));
            shown = identity;
        }
    }

    SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {this}, null, null);
        return context;
    }

    private static X509ExtendedKeyManager keys(Trust.Identity identity) throws GeneralSecurityException, IOException {
        return (X509ExtendedKeyManager) IdentityKeys.of(identity)[0];
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
        return current.get().chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return current.get().chooseServerAlias(type, issuers, socket);
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return current.get().getServerAliases(type, issuers);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current.get().getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current.get().getPrivateKey(alias);
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return current.get().getClientAliases(type, issuers);
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return current.get().chooseClientAlias(types, issuers, socket);
    }
}
