package dev.signalbox.freeze;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A workload of a service.
 *
 * @param kind as Kubernetes writes it
 * @param name in the service's namespace
 * @param runs the spec of its pods, as the API server completed it
 * @param ran those that it had before, the newest first; what it runs may be among them
 */
public record LiveWorkload(String kind, String name, JsonNode runs, List<JsonNode> ran) {
    public LiveWorkload {
        ran = List.copyOf(ran);
    }
}
