package dev.signalbox.controlplane;

import io.fabric8.kubernetes.client.Config;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a local Prometheus reads the API server's own metrics, and what it shows on the way in.
 *
 * @param url the API server's {@code /metrics}
 * @param certificateAuthority a PEM file; empty where the system's authorities decide
 * @param verified false where the kubeconfig says that the server's certificate is not to be checked
 * @param credential what to authenticate with
 */
public record MetricsEndpoint(URI url, Optional<Path> certificateAuthority, boolean verified, Credential credential) {

    /** What a scrape authenticates with. */
    public sealed interface Credential {
        /**
         * A bearer token.
         *
         * @param file holds it
         */
        record Token(Path file) implements Credential {}

        /**
         * A client certificate.
         *
         * @param certificate a PEM file
         * @param key the certificate's key, a PEM file
         */
        record ClientCertificate(Path certificate, Path key) implements Credential {}

        /** Nothing that could be put into a file. */
        record Anonymous() implements Credential {}
    }

    /** Reads it from a kubeconfig; what is inlined there is written to files in {@code directory}. */
    static MetricsEndpoint of(Path kubeconfig, TemporaryDirectory directory) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        URI url = URI.create(config.getMasterUrl()).resolve("/metrics");
        Optional<Path> authority = pem(config.getCaCertFile(), config.getCaCertData(), directory, "metrics/ca.pem");
        return new MetricsEndpoint(url, authority, !config.isTrustCerts(), credential(config, directory));
    }

    private static Credential credential(Config config, TemporaryDirectory directory) {
        String token = Optional.ofNullable(config.getOauthToken()).orElse(config.getAutoOAuthToken());
        if (token != null) {
            return new Credential.Token(directory.write("metrics/token", token));
        }
        Optional<Path> certificate =
                pem(config.getClientCertFile(), config.getClientCertData(), directory, "metrics/client.pem");
        Optional<Path> key =
                pem(config.getClientKeyFile(), config.getClientKeyData(), directory, "metrics/client-key.pem");
        return certificate.isPresent() && key.isPresent()
                ? new Credential.ClientCertificate(certificate.get(), key.get())
                : new Credential.Anonymous();
    }

    private static Optional<Path> pem(String file, String data, TemporaryDirectory directory, String name) {
        if (data != null) {
            String text = new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
            return Optional.of(directory.write(name, text));
        }
        return Optional.ofNullable(file).map(Path::of).filter(Files::exists);
    }
}
