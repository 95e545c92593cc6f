package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.RealUserMonitoring;
import dev.signalbox.intake.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the origins that browsers may send telemetry from.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-6.2">RFC 6454, ASCII serialization of an origin</a>
 */
final class OriginsReader {
    private static final String PATH = "spec.realUserMonitoring.allowedOrigins";
    private static final String FIX = "write e.g. \"https://shop.example.com\"";

    /** Browsers leave these out. */
    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

    private OriginsReader() {}

    /** The origins as browsers write them; empty where none may send. */
    static List<String> read(RealUserMonitoring written, Findings findings) {
        if (written == null) {
            return List.of();
        }
        List<String> origins =
                ListItems.read(PATH, written.allowedOrigins(), findings, (at, origin) -> origin(at, origin, findings));
        findings.require(
                written.allowedOrigins() != null && !written.allowedOrigins().isEmpty(),
                PATH,
                "must have at least one origin, had none",
                "write e.g. [\"https://shop.example.com\"], or leave realUserMonitoring out");
        return origins.stream().distinct().toList();
    }

    private static Optional<String> origin(String path, String written, Findings findings) {
        return switch (Address.url(written)) {
            case Address.Malformed(String message) -> {
                findings.add(path, message, FIX);
                yield Optional.empty();
            }
            case Address.Parsed(Address address) -> {
                boolean bare = findings.require(
                        address.rest().isEmpty(),
                        path,
                        "must be an origin, scheme and host and nothing after, was \"%s\"".formatted(written),
                        "write \"%s\"".formatted(address.origin()));
                boolean sent = address.port().isEmpty()
                        || findings.require(
                                address.port().getAsInt() != USUAL_PORTS.get(address.scheme()),
                                path,
                                "must not have the port that browsers leave out, was \"%s\"".formatted(written),
                                "write \"%s://%s\"".formatted(address.scheme(), address.host()));
                yield bare && sent ? Optional.of(address.origin()) : Optional.empty();
            }
        };
    }
}
