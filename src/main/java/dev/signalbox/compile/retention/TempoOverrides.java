package dev.signalbox.compile.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.retention.StackRetention.RuntimeFile;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * What Tempo is told of a tenant. It knows times of tenants only, so the longest that a service asks for holds for all.
 *
 * @param file where; nothing: it is not told
 * @param tenant whom; Tempo without tenants has one too, with a name of its own
 * @param period of blocks
 * @param defaults what holds for tenants of which nothing is said, in JSON, and has to be repeated, as nothing of it holds
 *     for one of which something is said; nothing: it is not known, or has something that Tempo keeps to itself
 */
public record TempoOverrides(Optional<RuntimeFile> file, String tenant, Duration period, Optional<String> defaults) {
    /** Who sends where Tempo runs without tenants. */
    public static final String NO_TENANT = "single-tenant";

    /** In place of what Tempo does not show. */
    private static final String MASKED = "<secret>";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** What there is to tell; nothing where nobody asks, or there is nobody to tell. */
    static Optional<TempoOverrides> of(
            TelemetryStack stack, Collection<TelemetryService> services, Optional<String> defaults) {
        return stack.backends().traces().flatMap(tempo -> services.stream()
                .flatMap(service -> service.retention().traces().stream())
                .max(Duration::compareTo)
                .map(longest -> new TempoOverrides(
                        stack.retention().traces(),
                        tempo.tenant().orElse(NO_TENANT),
                        longest,
                        defaults.filter(text -> !text.contains(MASKED)))));
    }

    /** Our own file; nothing while it can't be written. */
    Optional<String> text() {
        return defaults.map(known -> {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            ObjectNode limits = tree(known);
            ObjectNode compaction =
                    limits.path("compaction") instanceof ObjectNode there ? there : limits.putObject("compaction");
            compaction.put("block_retention", PrometheusDuration.print(period));
            root.putObject("overrides").set(tenant, limits);
            return ManifestYaml.print(root);
        });
    }

    private static ObjectNode tree(String json) {
        try {
            return JSON.readTree(json) instanceof ObjectNode tree ? tree : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("must be JSON", e);
        }
    }
}
