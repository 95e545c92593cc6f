package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.Coverage;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.Exclusion;
import dev.signalbox.api.v1alpha1.Signal;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.Reading;
import dev.signalbox.model.pipeline.ExpectedCoverage;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TelemetrySignal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads which workloads a stack expects to be observed, or all that is wrong with it. */
public final class CoverageReader {
    private CoverageReader() {}

    /** What holds where nothing is said is filled in. */
    public static Reading<ExpectedCoverage> read(ObservabilityStack stack) {
        Findings findings = new Findings();
        ExpectedCoverage expected = read(
                Optional.ofNullable(stack.getSpec())
                        .map(ObservabilityStackSpec::coverage)
                        .orElse(null),
                findings);
        return findings.none() ? new Reading.Read<>(expected) : new Reading.Invalid<>(findings.all());
    }

    /** @param coverage nothing may be said of it */
    static ExpectedCoverage read(Coverage coverage, Findings findings) {
        if (coverage == null) {
            return ExpectedCoverage.USUAL;
        }
        LabelSelection namespaces =
                SelectionReader.read("spec.coverage.namespaceSelector", coverage.namespaceSelector(), findings);
        return ExpectedCoverage.of(
                Optional.of(signals(coverage.require()))
                        .filter(required -> !required.isEmpty())
                        .<Collection<TelemetrySignal>>map(required -> required)
                        .orElse(ExpectedCoverage.USUAL.required()),
                namespaces,
                Optional.ofNullable(coverage.exclude()).orElse(List.of()).stream()
                        .map(CoverageReader::exclusion)
                        .toList());
    }

    private static ExpectedCoverage.Exclusion exclusion(Exclusion written) {
        return new ExpectedCoverage.Exclusion(
                Optional.ofNullable(written.kind()),
                Optional.ofNullable(written.namespace()),
                Optional.ofNullable(written.name()));
    }

    /** Signals as written; none where none are named. */
    public static List<TelemetrySignal> signals(List<Signal> written) {
        return ListItems.given(written).stream().map(CoverageReader::signal).toList();
    }

    private static TelemetrySignal signal(Signal written) {
        return switch (written) {
            case METRICS -> TelemetrySignal.METRICS;
            case LOGS -> TelemetrySignal.LOGS;
            case TRACES -> TelemetrySignal.TRACES;
            case PROFILES -> TelemetrySignal.PROFILES;
        };
    }
}
