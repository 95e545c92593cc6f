package dev.signalbox.compile.pipeline.collector.setting;

import dev.signalbox.compile.pipeline.collector.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HTTP, of one that calls and of one that is called. */
public final class Http {
    private Http() {}

    /**
     * Of one that calls.
     *
     * @param endpoint a URL
     * @param tls for {@code https}
     * @param auth who one is
     * @param headers sent with each request, by name
     * @param timeout of a request; empty means the component's
     * @param compression of what is sent; empty means the component's
     */
    public record Client(
            Template endpoint,
            Optional<Tls.Client> tls,
            Optional<Auth> auth,
            Map<String, Template> headers,
            Optional<Duration> timeout,
            Optional<Compression> compression) {

        /** Copies the headers. */
        public Client {
            headers = Map.copyOf(headers);
        }

        /** Calls a URL, with the component's defaults. */
        public static Client of(Template endpoint) {
            return new Client(
                    endpoint, Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
        }

        /** The same with transport security. */
        public Client with(Tls.Client tls) {
            return new Client(endpoint, Optional.of(tls), auth, headers, timeout, compression);
        }

        /** The same with an identity. */
        public Client with(Auth auth) {
            return new Client(endpoint, tls, Optional.of(auth), headers, timeout, compression);
        }

        /** The same with headers. */
        public Client with(Map<String, Template> headers) {
            return new Client(endpoint, tls, auth, headers, timeout, compression);
        }

        /** The same with a timeout. */
        public Client with(Duration timeout) {
            return new Client(endpoint, tls, auth, headers, Optional.of(timeout), compression);
        }
    }

    /**
     * Of one that is called.
     *
     * @param endpoint address and port
     * @param tls empty for plain text
     * @param auth who may call; empty means anybody
     * @param cors which pages of a browser may call
     * @param maxRequestBodySize bytes, decompressed; empty means 20 MiB
     * @param includeMetadata whether headers are kept for extensions further on
     */
    public record Server(
            Template endpoint,
            Optional<Tls.Server> tls,
            Optional<Auth> auth,
            Optional<Cors> cors,
            Optional<Long> maxRequestBodySize,
            Optional<Boolean> includeMetadata) {

        /** Listens in plain text, with the defaults. */
        public static Server of(Template endpoint) {
            return new Server(
                    endpoint, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same with transport security. */
        public Server with(Tls.Server tls) {
            return new Server(endpoint, Optional.of(tls), auth, cors, maxRequestBodySize, includeMetadata);
        }

        /** The same for browsers, with a limit on bodies in bytes. */
        public Server with(Cors cors, long maxRequestBodySize) {
            return new Server(endpoint, tls, auth, Optional.of(cors), Optional.of(maxRequestBodySize), includeMetadata);
        }
    }

    /**
     * Which pages of a browser may call.
     *
     * @param allowedOrigins such as {@code https://shop.example.com}; a {@code *} in it stands for anything
     * @param allowedHeaders beside those that always may be sent
     * @param maxAge seconds for which a browser may remember the answer
     */
    public record Cors(List<String> allowedOrigins, List<String> allowedHeaders, int maxAge) {
        /** Copies the lists. */
        public Cors {
            allowedOrigins = List.copyOf(allowedOrigins);
            allowedHeaders = List.copyOf(allowedHeaders);
        }
    }

    /** How what is sent is made smaller. */
    public enum Compression {
        /** Not. */
        NONE,
        /** What everybody knows. */
        GZIP,
        /** Smaller and faster. */
        ZSTD,
        /** Fastest. */
        SNAPPY
    }
}
