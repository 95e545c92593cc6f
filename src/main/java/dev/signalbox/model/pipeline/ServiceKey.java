package dev.signalbox.model.pipeline;

/**
 * Whose an item of telemetry is; written by agents as the resource attribute {@code signalbox.service}, which nobody
 * else can write.
 *
 * @param namespace of the pods
 * @param service its {@code service.name}
 */
public record ServiceKey(String namespace, String service) implements Comparable<ServiceKey> {

    @Override
    public int compareTo(ServiceKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : service.compareTo(other.service);
    }

    /** {@code namespace/service}, the value of the attribute. */
    @Override
    public String toString() {
        return namespace + "/" + service;
    }
}
