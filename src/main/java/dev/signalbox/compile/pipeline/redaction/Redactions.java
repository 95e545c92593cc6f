package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.connector.Routes;
import dev.signalbox.compile.pipeline.collector.processor.Filter;
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
import java.util.stream.Collectors;

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

    private final Pipeline.Step marking;
    private final List<Pipeline.Step> known;
    private final List<Pipeline.Step> knownInMetrics;
    private final List<Pipeline.Step> others;

    private Redactions(Suspicion suspicion, Masking known, List<Pipeline.Step> others) {
        this.marking = masking(Instance.of(suspicion.marking(), "suspects"));
        this.known = steps(known, "redact", values(known, Secrets.KEYS), "");
        this.knownInMetrics = steps(known, "redact", values(known, List.of()), "metrics");
        this.others = List.copyOf(others);
    }

    /**
     * What a stack and its services want masked.
     *
     * @param ofStack in all telemetry
     * @param services each with what is masked in its own
     */
    public static Redactions of(List<Redaction> ofStack, SortedMap<ServiceKey, TelemetryService> services) {
        Map<Boolean, List<Secret>> secrets = Secrets.withTokens(ofStack).stream()
                .collect(Collectors.partitioningBy(secret -> !secret.signs().isEmpty()));
        List<Pipeline.Step> others = new ArrayList<>();
        if (!secrets.get(false).isEmpty()) {
            Masking unknown = new Masking(secrets.get(false));
            others.addAll(steps(unknown, "redact-custom", values(unknown, List.of()), "custom"));
        }
        Map<List<Secret>, List<ServiceKey>> own = own(services);
        if (!own.isEmpty()) {
            others.add(masking(Instance.of(new OwnMasking(own).transform(), "redact-own")));
        }
        return new Redactions(
                Suspicion.of(secrets.get(true), !ofStack.isEmpty()), new Masking(secrets.get(true)), others);
    }

    /**
     * Ends a pipeline such that secrets are masked in what it leads to the exits: in suspects all that a secret can be
     * known by, and then in everything what only expressions of users tell.
     */
    public List<Pipeline> masked(Pipeline open, List<Instance<? extends Component.Sink>> exits) {
        Signal signal = open.id().signal();
        Instance<Routes.Forward> forward = Instance.of(
                new Routes.Forward(),
                "masking-" + signal.keyword() + "-" + open.id().name());
        return List.of(
                open.through(List.of(marking)).to(forward),
                branch(open, "suspects", Suspicion.suspects())
                        .from(forward)
                        .through(signal == Signal.METRICS ? knownInMetrics : known)
                        .through(others)
                        .to(exits),
                branch(open, "others", Suspicion.others())
                        .from(forward)
                        .through(others)
                        .to(exits));
    }

    private static Pipeline branch(Pipeline open, String name, Filter selection) {
        return Pipeline.of(open.id().signal(), open.id().name() + "-" + name)
                .through(ProcessorStage.SELECTION, Instance.of(selection, name));
    }

    private static List<Pipeline.Step> steps(
            Masking masking,
            String name,
            dev.signalbox.compile.pipeline.collector.processor.Redaction values,
            String nameOfValues) {
        StackMasking around = new StackMasking(masking);
        return List.of(
                masking(Instance.of(around.before(), name + "-before")),
                masking(nameOfValues.isEmpty() ? Instance.of(values) : Instance.of(values, nameOfValues)),
                masking(Instance.of(around.after(), name + "-after")));
    }

    private static Pipeline.Step masking(Instance<? extends Component.Processor> processor) {
        return new Pipeline.Step(ProcessorStage.REDACTION, processor);
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
}
