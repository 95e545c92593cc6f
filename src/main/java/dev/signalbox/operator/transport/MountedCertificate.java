package dev.signalbox.operator.transport;

import dev.signalbox.backend.http.Trust;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A certificate that somebody else makes, renews and mounts: {@code tls.crt} and {@code tls.key} of a directory. */
public final class MountedCertificate implements ServerCertificate {
    private final Path certificate;
    private final Path key;
    private final ShownKey shown = new ShownKey();

    public MountedCertificate(Path directory) {
        this.certificate = directory.resolve(CollectorPaths.CERTIFICATE);
        this.key = directory.resolve(CollectorPaths.PRIVATE_KEY);
    }

    @Override
    public void look(Instant now) throws GeneralSecurityException, IOException {
        shown.show(new Trust.Identity(Files.readString(certificate), Files.readString(key)));
    }

    @Override
    public Optional<SSLContext> context() throws GeneralSecurityException {
        return shown.context();
    }
}
