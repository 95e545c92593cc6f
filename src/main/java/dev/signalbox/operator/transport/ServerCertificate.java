package dev.signalbox.operator.transport;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The certificate that the API server is shown, which may become another. */
public interface ServerCertificate {

    /**
     * One look: shows from now on what there is.
     *
     * @throws GeneralSecurityException what is there is no certificate, or not its key; what was shown stays
     */
    void look(Instant now) throws GeneralSecurityException, IOException;

    /** What servers are made with, once there is a certificate; follows whatever it becomes. */
    Optional<SSLContext> context() throws GeneralSecurityException;
}
