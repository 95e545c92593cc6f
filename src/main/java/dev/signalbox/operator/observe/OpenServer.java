package dev.signalbox.operator.observe;

import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import java.util.Optional;

/** The server that was asked last, kept open until another one, or other credentials, are named. For one thread. */
public final class OpenServer implements AutoCloseable {
    private final Limits limits;
    private Optional<Open> open = Optional.empty();

    private record Open(Endpoint endpoint, PrometheusHttp server) {}

    /** @param limits of what it may take of us */
    public OpenServer(Limits limits) {
        this.limits = limits;
    }

    public PrometheusHttp at(Endpoint endpoint) {
        if (open.filter(one -> one.endpoint().equals(endpoint)).isEmpty()) {
            close();
            open = Optional.of(new Open(endpoint, new PrometheusHttp(endpoint, limits)));
        }
        return open.orElseThrow().server();
    }

    /** Questions in flight are broken off. */
    @Override
    public void close() {
        open.ifPresent(one -> one.server().close());
        open = Optional.empty();
    }
}
