package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.ContentHash;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/**
 * Where what browsers send for one service comes in: a port of its own in the collector of its namespace, behind a Service
 * of its own, to which an Ingress leads. Which port that is may change with the services around it; its name doesn't, and
 * each pod knows its own number for it.
 *
 * @param resource the {@code ServiceObservability}
 * @param number in the pod, 1024 to 65535
 */
public record BrowserEntrance(String resource, int number) {
    private static final String PREFIX = "signalbox-browser-";
    private static final int LONGEST_NAME = 63;

    /** {@code signalbox-browser-checkout}; a name that no Service can have is a hash. */
    public String service() {
        String name = PREFIX + resource;
        return name.length() > LONGEST_NAME || resource.indexOf('.') >= 0 ? PREFIX + ContentHash.of(resource) : name;
    }

    Service object(CollectorName collector) {
        return new ServiceBuilder()
                .withMetadata(collector.metadata(service()))
                .withNewSpec()
                .withSelector(collector.selectorLabels())
                .addNewPort()
                .withName(CollectorPort.OTLP_HTTP.label())
                .withPort(CollectorPort.OTLP_HTTP.number())
                .withTargetPort(new IntOrString(label()))
                .withProtocol(CollectorPort.PROTOCOL)
                .endPort()
                .endSpec()
                .build();
    }

    ContainerPort port() {
        return new ContainerPortBuilder()
                .withName(label())
                .withContainerPort(number)
                .withProtocol(CollectorPort.PROTOCOL)
                .build();
    }

    /** At most 15 characters, as names of ports are. */
    private String label() {
        return "rum-" + ContentHash.of(resource);
    }
}
