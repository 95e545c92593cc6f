package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.InstrumentationMode;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.Profiles;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.Traces;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.LabelRules;
import dev.signalbox.intake.Reading;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.HttpProbe;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryService.Instrumentation;
import dev.signalbox.model.pipeline.TelemetryService.Owner;
import dev.signalbox.model.retention.ServiceRetention;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a {@code ServiceObservability} says of telemetry. */
public final class TelemetryServiceReader {
    private TelemetryServiceReader() {}

    /** The service as its owner means it, or all violations. */
    public static Reading<TelemetryService> read(ServiceObservability resource) {
        Findings findings = new Findings();
        ServiceObservabilitySpec spec = resource.getSpec();
        if (!findings.require(spec != null, "spec", "must be given, was missing", "write spec: with selector")) {
            return new Reading.Invalid<>(findings.all());
        }
        ResourceName name = new ResourceName(
                resource.getMetadata().getNamespace(), resource.getMetadata().getName());
        String service = Optional.ofNullable(spec.service()).orElse(name.name());
        LabelRules.word("spec.service", service, findings);
        LabelSelection pods = pods(spec.selector(), findings);
        Owner owner = owner(spec, findings);
        MetricCollection metrics = MetricsReader.read(spec.metrics(), spec.cardinality(), findings);
        LogCollection logs = LogsReader.read(spec.logs(), findings);
        Optional<String> samplingPolicy = Optional.ofNullable(spec.traces()).map(Traces::samplingPolicy);
        samplingPolicy.ifPresent(
                policy -> ObjectNames.requireLabel("spec.traces.samplingPolicy", policy, "standard", findings));
        Instrumentation instrumentation = instrumentation(spec.instrumentation(), findings);
        List<DependencyCheck> dependencies = DependenciesReader.read(spec.dependencies(), findings);
        List<HttpProbe> probes = ProbesReader.read(spec.probes(), findings);
        List<String> origins = OriginsReader.read(spec.realUserMonitoring(), findings);
        ServiceRetention retention = RetentionReader.service(spec.retention(), findings);
        if (!findings.none()) {
            return new Reading.Invalid<>(findings.all());
        }
        return new Reading.Read<>(new TelemetryService(
                name,
                service,
                Optional.ofNullable(resource.getMetadata().getLabels()).orElse(Map.of()),
                pods,
                owner,
                metrics,
                logs,
                samplingPolicy,
                instrumentation,
                Optional.ofNullable(spec.profiles()).map(Profiles::enabled).orElse(false),
                dependencies,
                probes,
                origins,
                retention));
    }

    private static LabelSelection pods(LabelSelector written, Findings findings) {
        LabelSelection pods = SelectionReader.read("spec.selector", written, findings);
        boolean selects = written != null
                && (!pods.labels().isEmpty()
                        || !ListItems.given(written.getMatchExpressions()).isEmpty());
        findings.require(
                selects,
                "spec.selector",
                "must select by at least one label, was " + (written == null ? "missing" : "empty"),
                "write e.g. matchLabels: {app: checkout}");
        return pods;
    }

    private static Owner owner(ServiceObservabilitySpec spec, Findings findings) {
        Optional<String> team = Optional.ofNullable(spec.team());
        team.ifPresent(word -> LabelRules.word("spec.team", word, findings));
        Optional<String> environment = Optional.ofNullable(spec.environment());
        environment.ifPresent(word -> LabelRules.word("spec.environment", word, findings));
        return new Owner(team, NumberFields.within(1, 4, "spec.tier", spec.tier(), findings), environment);
    }

    private static Instrumentation instrumentation(
            ServiceObservabilitySpec.Instrumentation written, Findings findings) {
        if (written == null) {
            return Instrumentation.NONE;
        }
        Set<String> languages = new TreeSet<>();
        ListItems.given(written.languages()).forEach(language -> languages.add(nameOf(language)));
        findings.require(
                written.mode() != InstrumentationMode.AUTO || !languages.isEmpty(),
                "spec.instrumentation.languages",
                "must name at least one language where mode is Auto, was "
                        + (written.languages() == null ? "missing" : "empty"),
                "write e.g. languages: [java]");
        return new Instrumentation(mode(written.mode()), languages);
    }

    private static Instrumentation.Mode mode(InstrumentationMode written) {
        return switch (written) {
            case null -> Instrumentation.Mode.NONE;
            case NONE -> Instrumentation.Mode.NONE;
            case SDK -> Instrumentation.Mode.SDK;
            case AUTO -> Instrumentation.Mode.AUTO;
            case EBPF -> Instrumentation.Mode.EBPF;
        };
    }

    private static String nameOf(ServiceObservabilitySpec.Language language) {
        return switch (language) {
            case JAVA -> "java";
            case NODEJS -> "nodejs";
            case PYTHON -> "python";
            case DOTNET -> "dotnet";
            case GO -> "go";
        };
    }
}
