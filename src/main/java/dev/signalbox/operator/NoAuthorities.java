package dev.signalbox.operator;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/**
 * For as long as a client is made: the API server is known by the authority that its kubeconfig or ServiceAccount names and by
 * no other, as for kubectl. Without an empty store to add it to, fabric8 adds it to all that Java trusts, and reads these first.
 */
final class NoAuthorities implements AutoCloseable {
    private final Config config;
    private final Path store;

    /** @param config is as it was when this is closed */
    NoAuthorities(Config config) {
        this.config = config;
        try {
            store = Files.createTempFile("signalbox-", ".jks");
            if (isNeeded(config)) {
                writeEmpty(store);
                config.setTrustStoreFile(store.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNeeded(Config config) {
        return (config.getCaCertData() != null || config.getCaCertFile() != null) && config.getTrustStoreFile() == null;
    }

    private static void writeEmpty(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore empty = KeyStore.getInstance("JKS"); // without the many rounds of a digest that PKCS #12 has
            empty.load(null, null);
            empty.store(out, new char[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (store.toString().equals(config.getTrustStoreFile())) {
            config.setTrustStoreFile(null);
        }
        try {
            Files.delete(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
