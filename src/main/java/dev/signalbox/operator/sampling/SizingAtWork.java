package dev.signalbox.operator.sampling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.signalbox.compile.pipeline.sampling.DecisionSizing;
import java.util.Optional;

/**
 * How much gateways remember now, from the file that they run with: an operator that starts has not measured anything yet,
 * and less room than is needed loses traces.
 */
public final class SizingAtWork {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private SizingAtWork() {}

    /** @param file the sampling file; nothing is read from one that is not ours */
    public static Optional<DecisionSizing> in(String file) {
        try {
            JsonNode sampler = YAML.readTree(file).at("/processors/tail_sampling");
            long traces = sampler.path("num_traces").asLong();
            long expected = sampler.path("expected_new_traces_per_sec").asLong();
            long cache = sampler.at("/decision_cache/sampled_cache_size").asLong();
            return traces > 0 && expected > 0 && cache > 0
                    ? Optional.of(new DecisionSizing(traces, expected, cache))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
