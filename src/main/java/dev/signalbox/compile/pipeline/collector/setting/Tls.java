package dev.signalbox.compile.pipeline.collector.setting;

import java.time.Duration;
import java.util.Optional;

/** Transport security, by files that are mounted. */
public final class Tls {
    private Tls() {}

    /**
     * Of one that calls.
     *
     * @param insecure whether there is none at all
     * @param insecureSkipVerify whether the other's certificate is not looked at
     * @param caFile whom to trust; empty means the system's authorities
     * @param certFile who one is; empty to stay nameless
     * @param keyFile its key
     * @param serverNameOverride the name to expect, where it is not the address
     * @param reloadInterval how often files are read again
     */
    public record Client(
            Optional<Boolean> insecure,
            Optional<Boolean> insecureSkipVerify,
            Optional<String> caFile,
            Optional<String> certFile,
            Optional<String> keyFile,
            Optional<String> serverNameOverride,
            Optional<Duration> reloadInterval) {

        /** Plain text. */
        public static Client none() {
            return new Client(
                    Optional.of(true),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        /** Trusts one authority and stays nameless. */
        public static Client trusting(String caFile) {
            return new Client(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(caFile),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        /** Trusts one authority, shows who it is, and reads the files again in an interval. */
        public static Client mutual(String caFile, String certFile, String keyFile, Duration reloadInterval) {
            return new Client(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(caFile),
                    Optional.of(certFile),
                    Optional.of(keyFile),
                    Optional.empty(),
                    Optional.of(reloadInterval));
        }

        /** Expects another name than the address. */
        public Client expecting(String serverName) {
            return new Client(
                    insecure, insecureSkipVerify, caFile, certFile, keyFile, Optional.of(serverName), reloadInterval);
        }
    }

    /**
     * Of one that is called.
     *
     * @param certFile who one is
     * @param keyFile its key
     * @param clientCaFile who may call: those whom this authority knows; empty means anybody
     * @param clientCaFileReload whether that file is read again when it changes
     * @param reloadInterval how often the others are
     */
    public record Server(
            String certFile,
            String keyFile,
            Optional<String> clientCaFile,
            boolean clientCaFileReload,
            Duration reloadInterval) {}
}
