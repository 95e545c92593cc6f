package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Something that a service depends on, watched by a small collector of the service's own namespace. */
@Stored
public record Dependency(
        @JsonPropertyDescription("Name of the dependency, unique in the list. Example: orders-db.")
        @Required
        @Shape.Label
        String name,

        @JsonPropertyDescription("What it is.") @Required Type type,

        @JsonPropertyDescription("Its address, a Service of this namespace: host:port, or a URL where the type is "
                + "asked over HTTP. Never a link-local or API-server address. Example: orders-db:5432.")
        @Required
        @Pattern("^(https?://)?[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?(:[0-9]{1,5})?(/\\S*)?$") @Size(min = 1, max = 512)
        @Shape.Reachable
        String endpoint,

        @JsonPropertyDescription("Secret of this namespace with username and password; the operator never reads it.")
        SecretRef secretRef) {

    /** Types for which there is a receiver. */
    public enum Type {
        @JsonProperty("postgresql")
        POSTGRESQL,
        @JsonProperty("mysql")
        MYSQL,
        @JsonProperty("redis")
        REDIS,
        @JsonProperty("mongodb")
        MONGODB,
        @JsonProperty("kafka")
        KAFKA,
        @JsonProperty("rabbitmq")
        RABBITMQ,
        @JsonProperty("elasticsearch")
        ELASTICSEARCH,
        @JsonProperty("nginx")
        NGINX,
        @JsonProperty("haproxy")
        HAPROXY
    }
}
