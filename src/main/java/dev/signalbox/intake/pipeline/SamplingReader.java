package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.SamplingPolicySpec;
import dev.signalbox.api.v1alpha1.SamplingPolicySpec.Mode;
import dev.signalbox.intake.DurationFields;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.Reading;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.pipeline.TraceSampling.Adaptive;
import dev.signalbox.model.pipeline.TraceSampling.Head;
import dev.signalbox.model.pipeline.TraceSampling.Tail;
import dev.signalbox.model.pipeline.TraceSampling.TailRules;
import java.time.Duration;
import java.util.Optional;

/** Reads a {@code SamplingPolicy}. */
public final class SamplingReader {
    /** Most spans a second that a number may name; more is no limit to anyone. */
    static final int MOST_SPANS = 10_000_000;

    /** Before that, hardly a span of a trace has left its process: SDKs send in batches, the fastest each second. */
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    /** A gateway holds all spans of so long in memory, for all services, as the longest wait of any policy counts. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private SamplingReader() {}

    /** The policy as its owner means it, or all violations. */
    public static Reading<TraceSampling> read(SamplingPolicy resource) {
        Findings findings = new Findings();
        SamplingPolicySpec spec = resource.getSpec();
        if (!findings.require(spec != null, "spec", "must be given, was missing", "write e.g. spec: {tail: …}")) {
            return new Reading.Invalid<>(findings.all());
        }
        LabelSelection services = SelectionReader.read("spec.services", spec.services(), findings);
        Head head = head(spec.head(), findings);
        Tail tail = tail(spec.tail(), findings);
        // Without a tail of its own a policy still has a baseline to raise: the stack's.
        Optional<Adaptive> adaptive =
                Optional.ofNullable(spec.adaptive()).map(written -> AdaptiveReader.read(written, findings));
        return findings.none()
                ? new Reading.Read<>(new TraceSampling(
                        new ResourceName(
                                resource.getMetadata().getNamespace(),
                                resource.getMetadata().getName()),
                        services,
                        head,
                        tail,
                        adaptive,
                        spec.mode() == Mode.DRY_RUN))
                : new Reading.Invalid<>(findings.all());
    }

    private static Head head(SamplingPolicySpec.Head written, Findings findings) {
        return written == null
                ? Head.ALL
                : new Head(
                        NumberFields.percent("spec.head.percent", written.percent(), findings)
                                .orElse(Head.ALL.percent()),
                        Boolean.TRUE.equals(written.remote()));
    }

    private static Tail tail(SamplingPolicySpec.Tail written, Findings findings) {
        if (written == null) {
            return Tail.NONE;
        }
        String path = "spec.tail.";
        return new Tail(
                new TailRules(
                        SpanRulesReader.read(path + "keep", written.keep(), findings),
                        SpanRulesReader.read(path + "drop", written.drop(), findings)),
                NumberFields.percent(path + "baselinePercent", written.baselinePercent(), findings),
                decisionWait(path + "decisionWait", written.decisionWait(), findings),
                NumberFields.within(1, MOST_SPANS, path + "maxSpansPerSecond", written.maxSpansPerSecond(), findings));
    }

    private static Duration decisionWait(String path, String written, Findings findings) {
        Duration wait = DurationFields.positive(path, written, findings).orElse(Tail.NONE.decisionWait());
        findings.require(
                wait.compareTo(SHORTEST_WAIT) >= 0 && wait.compareTo(LONGEST_WAIT) <= 0,
                path,
                "must be from %s to %s, was \"%s\""
                        .formatted(
                                PrometheusDuration.print(SHORTEST_WAIT),
                                PrometheusDuration.print(LONGEST_WAIT),
                                written),
                "write e.g. \"10s\"");
        return wait;
    }
}
