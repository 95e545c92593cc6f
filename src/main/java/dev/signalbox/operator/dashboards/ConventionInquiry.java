package dev.signalbox.operator.dashboards;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.Sample;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.facts.Convention;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.MetricsInquiry;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.OpenServer;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.Promql;
import dev.signalbox.promql.PromqlPrinter;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.StackFindings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks in which conventions services speak, once for all of them. What was seen stays for a day: a service that is scaled to
 * zero at night, or loses its telemetry, keeps the dashboards on which that is seen. While the server can't be asked, all
 * stays.
 */
public final class ConventionInquiry implements MetricsInquiry {
    static final Duration STAYS = Duration.ofDays(1);

    private static final String JOB = "job";
    private static final String SERVICE = "signalbox_service";

    private static final Map<String, Convention> BY_SIGN =
            Arrays.stream(Convention.values()).collect(Collectors.toMap(Convention::sign, Function.identity()));

    private final Duration every;
    private final OpenServer server = new OpenServer(Limits.PATIENT);
    private final Map<ResourceName, Map<Convention, Instant>> seen = new HashMap<>();
    private Found last = Found.NOTHING;

    /** @param every between two looks */
    public ConventionInquiry(Duration every) {
        this.every = every;
    }

    @Override
    public Aspect aspect() {
        return Aspect.CONVENTIONS;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public Found withClosedServer(Scene scene, String why) {
        return last;
    }

    @Override
    public Found ask(Channel.Servers servers, Scene scene, Instant now) {
        if (server.at(servers.queries()).query(question())
                instanceof Answer.Given<List<Sample>>(List<Sample> samples)) {
            last = found(scene, conventions(samples), now);
        }
        return last;
    }

    /** Of buckets the last is enough; what has none has no such label. */
    static String question() {
        return PromqlPrinter.print(Promql.by(
                List.of(SERVICE, JOB, LabelMatcher.METRIC_NAME),
                AggregateOp.GROUP,
                new VectorSelector(
                        Optional.empty(),
                        List.of(
                                LabelMatcher.matches(
                                        LabelMatcher.METRIC_NAME,
                                        BY_SIGN.keySet().stream().sorted().collect(Collectors.joining("|"))),
                                LabelMatcher.matches("le", "|[+]Inf"),
                                LabelMatcher.notEqual(SERVICE, "")),
                        Modifiers.NONE)));
    }

    /** By the key of the service; a series of which one label says something else is nobody's. */
    private static Map<String, List<Convention>> conventions(List<Sample> samples) {
        return samples.stream()
                .filter(sample -> sample.labels().containsKey(SERVICE)
                        && sample.labels().get(SERVICE).equals(sample.labels().get(JOB))
                        && BY_SIGN.containsKey(sample.labels().get(LabelMatcher.METRIC_NAME)))
                .collect(Collectors.groupingBy(
                        sample -> sample.labels().get(SERVICE),
                        Collectors.mapping(
                                sample -> BY_SIGN.get(sample.labels().get(LabelMatcher.METRIC_NAME)),
                                Collectors.toList())));
    }

    private Found found(Scene scene, Map<String, List<Convention>> spoken, Instant now) {
        Map<ResourceName, ServiceFindings> findings = new HashMap<>();
        for (ServiceObservability resource : scene.services()) {
            if (TelemetryServiceReader.read(resource)
                    instanceof Reading.Read<TelemetryService>(TelemetryService service)) {
                Map<Convention, Instant> known = seen.computeIfAbsent(service.resource(), _ -> before(resource, now));
                spoken.getOrDefault(service.key().toString(), List.of())
                        .forEach(convention -> known.put(convention, now));
                known.values().removeIf(when -> when.plus(STAYS).isBefore(now));
                if (!known.isEmpty() || told(resource).isPresent()) {
                    findings.put(
                            service.resource(), ServiceFindings.of(new ServiceFindings.Part.Speaking(words(known))));
                }
            }
        }
        seen.keySet().retainAll(scene.services().stream().map(ObjectNames::of).collect(Collectors.toSet()));
        return new Found(findings, StackFindings.NONE);
    }

    /** What an operator saw before it was started again; the day begins anew. */
    private static Map<Convention, Instant> before(ServiceObservability resource, Instant now) {
        Map<Convention, Instant> known = new EnumMap<>(Convention.class);
        told(resource).orElse(List.of()).forEach(convention -> known.put(Convention.valueOf(convention.name()), now));
        return known;
    }

    private static Optional<List<ServiceObservabilitySpec.Convention>> told(ServiceObservability resource) {
        return Optional.ofNullable(resource.getStatus()).map(ServiceObservabilityStatus::conventions);
    }

    /** In the order in which they are declared, so that the same ones are equal. */
    private static List<ServiceObservabilitySpec.Convention> words(Map<Convention, Instant> known) {
        return known.keySet().stream()
                .sorted()
                .map(convention -> ServiceObservabilitySpec.Convention.valueOf(convention.name()))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
