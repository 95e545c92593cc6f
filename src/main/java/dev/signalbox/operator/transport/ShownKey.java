package dev.signalbox.operator.transport;

import dev.signalbox.backend.http.Trust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A server's key from when there is one. */
final class ShownKey {
    private Optional<RenewableKey> key = Optional.empty();

    /** @throws GeneralSecurityException a certificate or the key is not what it should be; the one before stays */
    synchronized void show(Trust.Identity identity) throws GeneralSecurityException, IOException {
        if (key.isPresent()) {
            key.get().renew(identity);
        } else {
            key = Optional.of(RenewableKey.of(identity));
        }
    }

    synchronized Optional<SSLContext> context() throws GeneralSecurityException {
        return key.isPresent() ? Optional.of(key.get().context()) : Optional.empty();
    }
}
