package dev.signalbox.compile.pipeline.collector.exporter;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.Written;
import dev.signalbox.compile.pipeline.collector.setting.Retry;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OTLP over gRPC to one of many.
 *
 * @param routingKey what goes to the same one
 * @param protocol how each is called; its own queue should be off, see the next
 * @param resolver who they are
 * @param sendingQueue what waits here, before the choice, so that what was for one that is lost goes to another
 * @param retryOnFailure likewise
 */
public record LoadBalancing(
        RoutingKey routingKey,
        Protocol protocol,
        Resolver resolver,
        Optional<SendingQueue> sendingQueue,
        Optional<Retry> retryOnFailure)
        implements Component.Exporter {

    @Override
    public ComponentType type() {
        return ComponentType.LOAD_BALANCING;
    }

    /** What goes to the same one. */
    public enum RoutingKey implements Written {
        /** Spans and records of a trace. */
        TRACE_ID("traceID"),
        /** Telemetry of a service. */
        SERVICE("service"),
        /** Telemetry of a resource. */
        RESOURCE("resource"),
        /** Points of a series. */
        STREAM_ID("streamID");

        private final String text;

        RoutingKey(String text) {
            this.text = text;
        }

        @Override
        public Object written(CollectorVersion version) {
            return text;
        }
    }

    /** @param otlp how each is called, without an address */
    public record Protocol(OtlpExporter otlp) {}

    /** Who they are. */
    public sealed interface Resolver extends Written {

        /**
         * The pods behind a headless Service.
         *
         * @param service its name and namespace, {@code gateway.observability}
         * @param ports of the pods
         * @param timeout of a question to the API server
         * @param returnHostnames names of pods of a StatefulSet, not addresses, so that certificates fit and a pod that
         *     comes back is the same one
         */
        record Kubernetes(String service, List<Integer> ports, Duration timeout, boolean returnHostnames)
                implements Resolver {
            /** Copies the ports. */
            public Kubernetes {
                ports = List.copyOf(ports);
            }

            @Override
            public Object written(CollectorVersion version) {
                return Map.of(
                        "k8s",
                        Map.of(
                                "service", service,
                                "ports", ports,
                                "timeout", timeout,
                                "return_hostnames", returnHostnames));
            }
        }

        /** @param hostnames addresses and ports that never change */
        record Fixed(List<Template> hostnames) implements Resolver {
            /** Copies the addresses. */
            public Fixed {
                hostnames = List.copyOf(hostnames);
            }

            @Override
            public Object written(CollectorVersion version) {
                return Map.of("static", Map.of("hostnames", hostnames));
            }
        }
    }
}
