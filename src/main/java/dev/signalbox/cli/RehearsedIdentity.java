package dev.signalbox.cli;

import dev.signalbox.controlplane.TemporaryDirectory;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate for localhost that vouches for itself. It is made by another process: classes that make certificates would get
 * into the cache of the start with all others, and to link them there at each start a signed jar would be read and verified.
 */
final class RehearsedIdentity implements AutoCloseable {
    private static final String PASSWORD = "rehearsal";

    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final Path store = directory.path().resolve("store");
    private final Path certificate = directory.path().resolve("certificate.pem");

    RehearsedIdentity() throws IOException {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        keytool("-exportcert", "-rfc", "-file", certificate.toString());
    }

    PfxOptions keys() {
        return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    }

    /** In PEM. */
    byte[] certificate() throws IOException {
        return Files.readAllBytes(certificate);
    }

    @Override
    public void close() {
        directory.close();
    }

    private void keytool(String command, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-alias",
                "server",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        words.addAll(List.of(more));
        try {
            if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
                throw new IOException("keytool " + command + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
