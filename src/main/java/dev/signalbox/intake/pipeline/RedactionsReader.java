package dev.signalbox.intake.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.document.Paths;
import dev.signalbox.model.pipeline.Redaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is masked: {@code spec.logs.redact} of a service and of the stack. */
final class RedactionsReader {
    private static final Set<String> FIELDS = Set.of("name", "pattern");
    private static final String PATTERN_FIX = "write e.g. \"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\"";

    private RedactionsReader() {}

    static List<Redaction> read(String path, List<dev.signalbox.api.v1alpha1.Redaction> written, Findings findings) {
        ListItems.requireDistinct(path, written, RedactionsReader::label, "name", findings);
        return ListItems.read(path, written, findings, (at, redaction) -> redaction(at, redaction, findings));
    }

    private static Optional<Redaction> redaction(
            String path, dev.signalbox.api.v1alpha1.Redaction written, Findings findings) {
        return switch (written) {
            case dev.signalbox.api.v1alpha1.Redaction.Preset preset -> Optional.of(preset(preset));
            case dev.signalbox.api.v1alpha1.Redaction.Custom(String name, String pattern) -> {
                boolean named = ObjectNames.requireLabel(path + ".name", name, "iban", findings);
                boolean holds = RegexFields.holds(path + ".pattern", pattern, PATTERN_FIX, findings);
                yield named && holds ? Optional.of(new Redaction.Custom(name, pattern)) : Optional.empty();
            }
            case dev.signalbox.api.v1alpha1.Redaction.Malformed(JsonNode raw) -> {
                malformed(path, raw, findings);
                yield Optional.empty();
            }
        };
    }

    /** A field too many is told where it is, as the schema would tell it. */
    private static void malformed(String path, JsonNode raw, Findings findings) {
        List<String> unknown = raw.properties().stream()
                .map(field -> field.getKey())
                .filter(name -> !FIELDS.contains(name))
                .toList();
        unknown.forEach(name ->
                findings.add(Paths.field(path, name), "must be a known field, was unknown", "there are name, pattern"));
        if (unknown.isEmpty()) {
            findings.add(
                    path,
                    "must be CreditCard, Email or {name, pattern}, was " + raw,
                    "write e.g. Email, or {name: iban, pattern: \"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\"}");
        }
    }

    private static Redaction.Preset preset(dev.signalbox.api.v1alpha1.Redaction.Preset preset) {
        return switch (preset) {
            case CREDIT_CARD -> Redaction.Preset.CREDIT_CARD;
            case EMAIL -> Redaction.Preset.EMAIL;
        };
    }

    /** By which counts tell it from others; none for what can't be read. */
    private static String label(dev.signalbox.api.v1alpha1.Redaction written) {
        return switch (written) {
            case dev.signalbox.api.v1alpha1.Redaction.Preset preset ->
                preset(preset).label();
            case dev.signalbox.api.v1alpha1.Redaction.Custom custom -> custom.name();
            case dev.signalbox.api.v1alpha1.Redaction.Malformed ignored -> null;
        };
    }
}
