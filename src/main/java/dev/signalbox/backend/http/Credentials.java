package dev.signalbox.backend.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How a caller shows who it is. No text of these has a secret in it. */
public sealed interface Credentials {

    /** Nobody in particular. */
    record None() implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.empty();
        }
    }

    /**
     * By name.
     *
     * @param password may be empty
     */
    record Basic(String user, String password) implements Credentials {
        @Override
        public Optional<String> header() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public String toString() {
            return "Basic";
        }
    }

    /** By a token. */
    record Bearer(String token) implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /** Value of {@code Authorization}. */
    Optional<String> header();
}
