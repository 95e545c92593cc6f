package dev.signalbox.operator.observe;

import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.prometheus.PrometheusHttp;

/** The server of metrics that was asked last. For one thread. */
public final class OpenServer implements AutoCloseable {
    private final KeptServer<PrometheusHttp> kept;

    /** @param limits of what it may take of us */
    public OpenServer(Limits limits) {
        this.kept = new KeptServer<>(endpoint -> new PrometheusHttp(endpoint, limits), PrometheusHttp::close);
    }

    public PrometheusHttp at(Endpoint endpoint) {
        return kept.at(endpoint);
    }

    /** Questions in flight are broken off. */
    @Override
    public void close() {
        kept.close();
    }
}
