package dev.signalbox.backend.http;

import java.util.Optional;

/**
 * How the two sides of a TLS connection know each other.
 *
 * @param authorities certificates in PEM that sign servers' ones; nothing: those of the JVM
 * @param identity what is shown to the server; nothing: no certificate
 * @param serverName that the server's certificate carries; nothing: the host's
 * @param unchecked any certificate will do
 */
public record Trust(
        Optional<String> authorities, Optional<Identity> identity, Optional<String> serverName, boolean unchecked) {
    public static final Trust DEFAULT = new Trust(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /**
     * A client certificate.
     *
     * @param certificates in PEM, the client's first
     * @param key in PEM: PKCS #8, PKCS #1 or SEC 1, not encrypted
     */
    public record Identity(String certificates, String key) {
        @Override
        public String toString() {
            return "Identity";
        }
    }
}
