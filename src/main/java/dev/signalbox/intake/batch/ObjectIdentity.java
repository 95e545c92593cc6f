package dev.signalbox.intake.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import java.util.Objects;

/**
 * What no two objects of a cluster have in common. Ordered by namespace, name and kind, which is the order of output.
 *
 * @param group of the API; empty for the core
 * @param kind as in a manifest
 * @param namespace empty where none is given
 * @param name empty where none is given, as with {@code generateName}
 */
public record ObjectIdentity(String group, String kind, String namespace, String name)
        implements Comparable<ObjectIdentity> {
    private static final Comparator<ObjectIdentity> ORDER = Comparator.comparing(ObjectIdentity::namespace)
            .thenComparing(ObjectIdentity::name)
            .thenComparing(ObjectIdentity::kind)
            .thenComparing(ObjectIdentity::group);

    /** Of any manifest. */
    public static ObjectIdentity of(JsonNode manifest) {
        String apiVersion = manifest.path("apiVersion").asText();
        JsonNode metadata = manifest.path("metadata");
        return new ObjectIdentity(
                group(apiVersion),
                manifest.path("kind").asText(),
                metadata.path("namespace").asText(),
                metadata.path("name").asText());
    }

    /** Of an object of ours. */
    public static ObjectIdentity of(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        return new ObjectIdentity(
                group(object.getApiVersion()),
                object.getKind(),
                Objects.requireNonNullElse(metadata.getNamespace(), ""),
                metadata.getName());
    }

    /** The group in {@code group/version}; empty for {@code v1}. */
    public static String group(String apiVersion) {
        return apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    }

    @Override
    public int compareTo(ObjectIdentity other) {
        return ORDER.compare(this, other);
    }

    /** {@code Deployment shop/checkout}. */
    @Override
    public String toString() {
        String scoped = namespace.isEmpty() ? name : namespace + "/" + name;
        return (kind + " " + scoped).strip();
    }
}
