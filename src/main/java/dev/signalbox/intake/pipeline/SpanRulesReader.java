package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.SamplingPolicySpec.Rule;
import dev.signalbox.intake.DurationFields;
import dev.signalbox.intake.Findings;
import dev.signalbox.model.pipeline.TraceSampling.AttributeValues;
import dev.signalbox.model.pipeline.TraceSampling.SpanRule;
import dev.signalbox.model.pipeline.TraceSampling.SpanStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads a list of rules over spans: {@code keep} or {@code drop}, whose names need not differ from each other's. */
final class SpanRulesReader {
    private SpanRulesReader() {}

    static List<SpanRule> read(String path, List<Rule> written, Findings findings) {
        ListItems.requireDistinct(path, written, Rule::name, "name", findings);
        return ListItems.read(path, written, findings, (at, rule) -> rule(at, rule, findings));
    }

    private static Optional<SpanRule> rule(String path, Rule written, Findings findings) {
        ObjectNames.requireLabel(path + ".name", written.name(), "errors", findings);
        findings.require(
                written.status() != null
                        || written.slowerThan() != null
                        || written.attribute() != null
                        || written.values() != null,
                path,
                "must have at least one of status, slowerThan and attribute, had none",
                "write e.g. {name: errors, status: ERROR}");
        Optional<Duration> slowerThan = DurationFields.positive(path + ".slowerThan", written.slowerThan(), findings);
        return Optional.of(new SpanRule(
                written.name(),
                Optional.ofNullable(written.status()).map(SpanRulesReader::status),
                slowerThan,
                attribute(path, written, findings)));
    }

    private static Optional<AttributeValues> attribute(String path, Rule written, Findings findings) {
        boolean named = written.attribute() != null;
        boolean valued = written.values() != null;
        findings.require(
                named == valued,
                path,
                "must have attribute and values together, had %s alone".formatted(named ? "attribute" : "values"),
                "write e.g. {name: health, attribute: http.route, values: [/healthz]}");
        if (!named || !valued) {
            return Optional.empty();
        }
        AttributeNames.require(path + ".attribute", written.attribute(), "http.route", findings);
        List<String> values = ListItems.given(written.values());
        findings.require(
                !values.isEmpty(),
                path + ".values",
                "must have at least one value, was empty",
                "write e.g. [/healthz]");
        return Optional.of(new AttributeValues(written.attribute(), values));
    }

    private static SpanStatus status(dev.signalbox.api.v1alpha1.SamplingPolicySpec.SpanStatus written) {
        return switch (written) {
            case UNSET -> SpanStatus.UNSET;
            case OK -> SpanStatus.OK;
            case ERROR -> SpanStatus.ERROR;
        };
    }
}
