package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.Collector;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.ObjectLabels;
import dev.signalbox.intake.document.Paths;
import dev.signalbox.model.CanonicalQuantity;
import dev.signalbox.model.pipeline.Collectors.Resources;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads compute resources of a collector. */
final class ResourcesReader {
    private static final String MEMORY = "memory";

    /** What there is without a vendor's name before it, beside huge pages. */
    private static final Set<String> OF_KUBERNETES = Set.of("cpu", MEMORY, "ephemeral-storage");

    /** Below it, a collector with our processors does not even start; 512m, a unit mistaken, is half a byte. */
    private static final Quantity LEAST_MEMORY = new Quantity("128", "Mi");

    /** What an agent has where nothing is said: it holds seconds of one node's telemetry. */
    static final Defaults OF_AGENTS = new Defaults(Map.of("cpu", "100m", MEMORY, "256Mi"), Map.of(MEMORY, "512Mi"));

    /** What a gateway has where nothing is said: it holds undecided traces for as long as a decision takes. */
    static final Defaults OF_GATEWAYS = new Defaults(Map.of("cpu", "500m", MEMORY, "1Gi"), Map.of(MEMORY, "2Gi"));

    /** No limit of CPU: a collector that is held back refuses telemetry. */
    record Defaults(Map<String, String> requests, Map<String, String> limits) {}

    private ResourcesReader() {}

    static Resources read(String path, Optional<Collector.Resources> written, Defaults defaults, Findings findings) {
        Map<String, String> requests = new HashMap<>(defaults.requests());
        Map<String, String> limits = new HashMap<>(defaults.limits());
        Map<String, Quantity> saidRequests =
                written.map(Collector.Resources::requests).orElse(Map.of());
        limits.putAll(quantities(
                path + ".limits", written.map(Collector.Resources::limits).orElse(Map.of()), findings));
        requests.putAll(quantities(path + ".requests", saidRequests, findings));
        limits.forEach((name, limit) -> {
            boolean fits = amount(requests.getOrDefault(name, "0")).compareTo(amount(limit)) <= 0;
            if (saidRequests.containsKey(name)) {
                findings.require(
                        fits,
                        Paths.field(path + ".requests", name),
                        "must be at most the limit, %s, was \"%s\"".formatted(limit, requests.get(name)),
                        "write less, or a higher limit");
            } else if (!fits) {
                requests.put(name, limit);
            }
        });
        long memory = QuantityFields.bytes(
                path + ".limits.memory", Quantity.parse(limits.get(MEMORY)), LEAST_MEMORY, findings);
        return new Resources(requests, limits, memory);
    }

    /** Those that can be read, in canonical form. */
    private static Map<String, String> quantities(String path, Map<String, Quantity> written, Findings findings) {
        Map<String, String> quantities = new HashMap<>();
        written.forEach((name, quantity) -> {
            String at = Paths.field(path, name);
            findings.require(
                    OF_KUBERNETES.contains(name)
                            || ObjectLabels.isName(name) && (name.contains("/") || name.startsWith("hugepages-")),
                    at,
                    "must be a resource of containers, was \"%s\"".formatted(name),
                    "write e.g. cpu or memory");
            QuantityFields.amount(at, quantity, "500m or 1Gi", findings)
                    .ifPresent(amount -> quantities.put(name, CanonicalQuantity.of(QuantityFields.text(quantity))));
        });
        return quantities;
    }

    private static BigDecimal amount(String canonical) {
        return CanonicalQuantity.amount(canonical).orElseThrow();
    }
}
