package dev.signalbox.compile.pipeline.collector.setting;

import dev.signalbox.compile.pipeline.collector.Template;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** gRPC, of one that calls and of one that is called. */
public final class Grpc {
    private Grpc() {}

    /**
     * Of one that calls.
     *
     * @param endpoint address and port; empty where a resolver finds it
     * @param tls transport security; never empty, as the default is to have some
     * @param auth who one is
     * @param headers sent with each request, by name
     * @param compression of what is sent; empty means gzip
     */
    public record Client(
            Optional<Template> endpoint,
            Tls.Client tls,
            Optional<Auth> auth,
            Map<String, Template> headers,
            Optional<Http.Compression> compression) {

        /** Copies the headers. */
        public Client {
            headers = Map.copyOf(headers);
        }

        /** Calls an address. */
        public static Client of(Template endpoint, Tls.Client tls) {
            return new Client(Optional.of(endpoint), tls, Optional.empty(), Map.of(), Optional.empty());
        }

        /** Calls what a resolver finds. */
        public static Client resolved(Tls.Client tls) {
            return new Client(Optional.empty(), tls, Optional.empty(), Map.of(), Optional.empty());
        }
    }

    /**
     * Of one that is called.
     *
     * @param endpoint address and port
     * @param tls empty for plain text
     * @param auth who may call; empty means anybody
     * @param maxRecvMsgSizeMib MiB of a message; empty means 4
     * @param keepalive how long connections live
     */
    public record Server(
            Template endpoint,
            Optional<Tls.Server> tls,
            Optional<Auth> auth,
            Optional<Integer> maxRecvMsgSizeMib,
            Optional<Keepalive> keepalive) {

        /** Listens in plain text, with the defaults. */
        public static Server of(Template endpoint) {
            return new Server(endpoint, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same with transport security. */
        public Server with(Tls.Server tls) {
            return new Server(endpoint, Optional.of(tls), auth, maxRecvMsgSizeMib, keepalive);
        }

        /** The same with a limit on messages in MiB. */
        public Server with(int maxRecvMsgSizeMib) {
            return new Server(endpoint, tls, auth, Optional.of(maxRecvMsgSizeMib), keepalive);
        }

        /** The same with a limit on the age of connections. */
        public Server with(Keepalive keepalive) {
            return new Server(endpoint, tls, auth, maxRecvMsgSizeMib, Optional.of(keepalive));
        }
    }

    /** @param serverParameters how long connections live */
    public record Keepalive(ServerParameters serverParameters) {}

    /**
     * How long connections live: without an end, callers that were there first keep to old replicas.
     *
     * @param maxConnectionAge after which a caller must connect anew
     * @param maxConnectionAgeGrace for calls that are under way
     */
    public record ServerParameters(Duration maxConnectionAge, Duration maxConnectionAgeGrace) {}
}
