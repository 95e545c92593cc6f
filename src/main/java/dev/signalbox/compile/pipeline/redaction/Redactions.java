package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.processor.Redaction.Summary;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.model.pipeline.Redaction;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Steps that mask secrets, for pipelines of agents, after attribution and before anything leaves or is counted by what a
 * sender wrote. Tokens are masked in every stack, in each {@link Place}.
 *
 * <p>What can't be masked is dropped: states of traces in which something is found, bodies of bytes, and the links of spans
 * where the stack, or the span's service, names something to be masked. What no component can look into stays: bytes
 * among attributes, attributes of exemplars.
 */
public final class Redactions {
    /** Attribute of records in which something was masked. */
    public static final String MASKED = "signalbox.masked";

    private final List<Pipeline.Step> tracesAndLogs;
    private final List<Pipeline.Step> metrics;

    private Redactions(List<Pipeline.Step> tracesAndLogs, List<Pipeline.Step> metrics) {
        this.tracesAndLogs = List.copyOf(tracesAndLogs);
        this.metrics = List.copyOf(metrics);
    }

    /**
     * What a stack and its services want masked.
     *
     * @param ofStack in all telemetry
     * @param services each with what is masked in its own
     */
    public static Redactions of(List<Redaction> ofStack, SortedMap<ServiceKey, TelemetryService> services) {
        Masking everywhere = new Masking(Secrets.withTokens(ofStack));
        StackMasking stack = new StackMasking(everywhere, !ofStack.isEmpty());
        Instance<? extends Component.Processor> before = Instance.of(stack.before(), "redact-before");
        Instance<? extends Component.Processor> after = Instance.of(stack.after(), "redact-after");
        List<Instance<? extends Component.Processor>> spansAndRecords =
                new ArrayList<>(List.of(before, Instance.of(values(everywhere, Secrets.KEYS)), after));
        List<Instance<? extends Component.Processor>> points =
                new ArrayList<>(List.of(before, Instance.of(values(everywhere, List.of()), "metrics"), after));
        Map<List<Secret>, List<ServiceKey>> own = own(services);
        if (!own.isEmpty()) {
            Instance<? extends Component.Processor> ofServices =
                    Instance.of(new OwnMasking(own).transform(), "redact-own");
            spansAndRecords.add(ofServices);
            points.add(ofServices);
        }
        return new Redactions(steps(spansAndRecords), steps(points));
    }

    /** The steps of a signal, in their order. */
    public List<Pipeline.Step> of(Signal signal) {
        return switch (signal) {
            case TRACES, LOGS -> tracesAndLogs;
            case METRICS -> metrics;
        };
    }

    private static dev.signalbox.compile.pipeline.collector.processor.Redaction values(
            Masking masking, List<Regex> keys) {
        return new dev.signalbox.compile.pipeline.collector.processor.Redaction(
                true,
                keys.stream().map(Regex::pattern).toList(),
                masking.secrets().stream()
                        .map(secret -> secret.regex().pattern())
                        .toList(),
                List.of(TelemetryAttributes.SERVICE, TelemetryAttributes.TEAM),
                true,
                Summary.INFO);
    }

    /** Services that want the same masked, together; the order in which they name it does not matter. */
    private static Map<List<Secret>, List<ServiceKey>> own(SortedMap<ServiceKey, TelemetryService> services) {
        Map<List<Secret>, List<ServiceKey>> own = new LinkedHashMap<>();
        services.forEach((key, service) -> {
            List<Secret> secrets = Secrets.of(service.logs().redactions()).stream()
                    .sorted(Comparator.comparing(secret -> secret.regex().pattern()))
                    .toList();
            if (!secrets.isEmpty()) {
                own.computeIfAbsent(secrets, _ -> new ArrayList<>()).add(key);
            }
        });
        return own;
    }

    private static List<Pipeline.Step> steps(List<Instance<? extends Component.Processor>> processors) {
        return processors.stream()
                .map(processor -> new Pipeline.Step(ProcessorStage.REDACTION, processor))
                .toList();
    }
}
