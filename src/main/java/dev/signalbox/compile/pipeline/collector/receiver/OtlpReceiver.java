package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import java.util.Optional;

/** @param protocols how it listens */
public record OtlpReceiver(Protocols protocols) implements Component.Receiver {

    /**
     * How it listens, in one way at least.
     *
     * @param grpc over gRPC
     * @param http over HTTP
     */
    public record Protocols(Optional<Grpc.Server> grpc, Optional<Http.Server> http) {
        /** Refuses one that doesn't listen. */
        public Protocols {
            if (grpc.isEmpty() && http.isEmpty()) {
                throw new IllegalArgumentException("must listen for gRPC or HTTP");
            }
        }
    }

    /** Listens for both. */
    public static OtlpReceiver of(Grpc.Server grpc, Http.Server http) {
        return new OtlpReceiver(new Protocols(Optional.of(grpc), Optional.of(http)));
    }

    /** Listens for gRPC. */
    public static OtlpReceiver of(Grpc.Server grpc) {
        return new OtlpReceiver(new Protocols(Optional.of(grpc), Optional.empty()));
    }

    /** Listens for HTTP. */
    public static OtlpReceiver of(Http.Server http) {
        return new OtlpReceiver(new Protocols(Optional.empty(), Optional.of(http)));
    }

    @Override
    public ComponentType type() {
        return ComponentType.OTLP_RECEIVER;
    }
}
