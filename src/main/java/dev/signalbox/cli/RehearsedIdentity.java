package dev.signalbox.cli;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private final Path directory;
    private final Path store;

    RehearsedIdentity() throws IOException {
        directory = Files.createTempDirectory("signalbox-rehearsal-");
        store = directory.resolve("store");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
    }

    PfxOptions keys() {
        return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    }

    /** In PEM. */
    String certificate() throws IOException {
        return keytool("-exportcert", "-rfc");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(store);
        Files.delete(directory);
    }

    private String keytool(String command, String... more) throws IOException {
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
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool " + command + " failed: " + out);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return out;
    }
}
