package dev.signalbox.model.pipeline;

import java.util.Optional;

/**
 * Something that a service depends on, watched by a collector of its own namespace.
 *
 * @param name unique among the service's dependencies
 * @param type what it is
 * @param endpoint {@code host:port}, or a URL
 * @param secret in the service's namespace, with {@code username} and {@code password}
 */
public record DependencyCheck(String name, Type type, String endpoint, Optional<String> secret) {

    /** Types for which there is a receiver. */
    public enum Type {
        POSTGRESQL,
        MYSQL,
        REDIS,
        MONGODB,
        KAFKA,
        RABBITMQ,
        ELASTICSEARCH,
        NGINX,
        HAPROXY
    }
}
