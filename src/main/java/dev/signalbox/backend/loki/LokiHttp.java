package dev.signalbox.backend.loki;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.http.ServerHttp;
import dev.signalbox.backend.http.YamlAnswer;
import dev.signalbox.model.retention.LokiSettings;
import dev.signalbox.model.retention.TenantLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Loki's HTTP API, as far as it tells of itself. A tenant is always named: Loki wants one here even where it runs without.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/">HTTP API</a>
 */
public final class LokiHttp implements LogServer, AutoCloseable {
    /** Some twenty times that of an ordinary configuration, and twice that of the largest file of overrides. */
    private static final long LARGEST = 2L << 20;

    private static final String TEXT = "text/plain";
    private static final String RELOADED = "loki_runtime_config_last_reload_successful";

    private final Endpoint endpoint;
    private final Limits bounds;

    /** Apart, so that a gateway which lets only some questions through does not stop the others. */
    private final ServerHttp configuration;

    private final ServerHttp metrics;
    private ServerHttp limits;
    private String tenant = "";

    /** @param bounds of what it may take of us; its answers are small */
    public LokiHttp(Endpoint endpoint, Limits bounds) {
        this.endpoint = endpoint;
        this.bounds = new Limits(bounds.time(), Math.min(bounds.bytes(), LARGEST), bounds.atOnce(), bounds.tries());
        this.configuration = new ServerHttp(endpoint, this.bounds);
        this.metrics = new ServerHttp(endpoint, this.bounds);
        this.limits = new ServerHttp(endpoint, this.bounds);
    }

    @Override
    public Answer<TenantLimits> limits(String name) {
        if (!name.equals(tenant)) {
            limits.close();
            limits = new ServerHttp(
                    new Endpoint(endpoint.url(), endpoint.access().as(name)), bounds);
            tenant = name;
        }
        return limits.get("/config/tenant/v1/limits", TEXT, YamlAnswer.reading(LokiAnswers::limits));
    }

    @Override
    public Answer<LokiSettings> configuration() {
        return configuration.get("/config", TEXT, YamlAnswer.reading(LokiAnswers::configuration));
    }

    @Override
    public Answer<Optional<Boolean>> reloaded() {
        return metrics.get("/metrics", TEXT, LokiHttp::reloaded);
    }

    private static Optional<Boolean> reloaded(InputStream body) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        Optional<Boolean> last = Optional.empty();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(RELOADED)) {
                last = Optional.of(line.strip().endsWith(" 1"));
            }
        }
        return last;
    }

    @Override
    public void close() {
        configuration.close();
        metrics.close();
        limits.close();
    }
}
