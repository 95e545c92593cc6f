package dev.signalbox.backend.tempo;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.http.ServerHttp;
import dev.signalbox.backend.http.YamlAnswer;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.retention.TempoLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tempo's HTTP API, as far as it tells of itself.
 *
 * @see <a href="https://grafana.com/docs/tempo/latest/api_docs/#status">Status</a>
 */
public final class TempoHttp implements TraceServer, AutoCloseable {
    private static final String TEXT = "text/plain";
    private static final String RETENTION = "block_retention";

    /** Apart, so that a gateway which lets only some questions through does not stop the others. */
    private final ServerHttp configuration;

    private final ServerHttp runtime;

    /** @param bounds of what it may take of us */
    public TempoHttp(Endpoint endpoint, Limits bounds) {
        this.configuration = new ServerHttp(endpoint, bounds);
        this.runtime = new ServerHttp(endpoint, bounds);
    }

    @Override
    public Answer<TempoLimits> limits(String tenant) {
        return runtime.get("/status/runtime_config", TEXT, YamlAnswer.reading(answer -> limits(answer, tenant)));
    }

    /** The compactor has become a worker in version 3. */
    @Override
    public Answer<Optional<Duration>> blockRetention() {
        return configuration.get("/status/config", TEXT, YamlAnswer.reading(answer -> Stream.of(
                        answer.at("compactor").at("compaction"),
                        answer.at("backend_scheduler").at("provider").at("retention"),
                        answer.at("backend_worker").at("compaction"))
                .flatMap(part -> retention(part).stream())
                .findFirst()));
    }

    private static TempoLimits limits(YamlAnswer answer, String tenant) {
        YamlAnswer defaults = answer.at("defaults");
        YamlAnswer own = answer.at("overrides").at(tenant);
        return new TempoLimits(
                defaults.tree().isObject() ? defaults.tree().toString() : "{}",
                retention(defaults.at("compaction")),
                own.tree().isObject(),
                retention(own.at("compaction")));
    }

    private static Optional<Duration> retention(YamlAnswer part) {
        return part.text(RETENTION).flatMap(PrometheusDuration::parse).filter(Duration::isPositive);
    }

    @Override
    public void close() {
        configuration.close();
        runtime.close();
    }
}
