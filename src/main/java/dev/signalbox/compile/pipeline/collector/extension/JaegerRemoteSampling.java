package dev.signalbox.compile.pipeline.collector.extension;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import java.time.Duration;
import java.util.Optional;

/**
 * Serves head sampling strategies to SDKs.
 *
 * @param http where over HTTP
 * @param grpc where over gRPC
 * @param source where strategies come from
 */
public record JaegerRemoteSampling(Optional<Http.Server> http, Optional<Grpc.Server> grpc, Source source)
        implements Component.Extension {

    /** Refuses one that serves nobody. */
    public JaegerRemoteSampling {
        if (http.isEmpty() && grpc.isEmpty()) {
            throw new IllegalArgumentException("must serve over HTTP or gRPC");
        }
    }

    @Override
    public ComponentType type() {
        return ComponentType.JAEGER_REMOTE_SAMPLING;
    }

    /**
     * Where strategies come from.
     *
     * @param file a path, or a URL over HTTP
     * @param reloadInterval how often it is read
     */
    public record Source(String file, Duration reloadInterval) {}
}
