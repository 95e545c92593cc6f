package dev.signalbox.freeze;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A workload of a service.
 *
 * @param kind as Kubernetes writes it
 * @param name in the service's namespace
 * @param runs the spec of its pods; a Rollout's is as it was written, that of others completed by the API server
 * @param ran those that it had before, completed, the newest first; what it runs may be among them
 */
public record LiveWorkload(String kind, String name, JsonNode runs, List<JsonNode> ran) {
    public LiveWorkload {
        ran = List.copyOf(ran);
    }
}
