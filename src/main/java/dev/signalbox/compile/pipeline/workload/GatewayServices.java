package dev.signalbox.compile.pipeline.workload;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;

/** How gateways are reached. */
final class GatewayServices {
    static final List<CollectorPort> PORTS = List.of(CollectorPort.OTLP_GRPC);

    private GatewayServices() {}

    /** Any of them. */
    static Service shared(CollectorName gateway) {
        return new ServiceBuilder()
                .withMetadata(gateway.metadata())
                .withNewSpec()
                .withSelector(gateway.selectorLabels())
                .withPorts(ports(PORTS))
                .endSpec()
                .build();
    }

    /** Each by its own name, so that all spans of a trace can be sent to one. */
    static Service headless(CollectorName gateway) {
        return new ServiceBuilder()
                .withMetadata(gateway.metadata(gateway.headless()))
                .withNewSpec()
                .withClusterIP("None")
                .withSelector(gateway.selectorLabels())
                .withPorts(ports(PORTS))
                .endSpec()
                .build();
    }

    static List<ServicePort> ports(List<CollectorPort> ports) {
        return ports.stream()
                .map(port -> new ServicePortBuilder()
                        .withName(port.label())
                        .withPort(port.number())
                        .withNewTargetPort(port.label())
                        .withProtocol(CollectorPort.PROTOCOL)
                        .build())
                .toList();
    }
}
