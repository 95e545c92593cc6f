package dev.signalbox.intake.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityPolicySpec;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.SamplingPolicySpec;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.SloReader;
import dev.signalbox.intake.StackReader;
import dev.signalbox.intake.pipeline.DashboardsReader;
import dev.signalbox.intake.pipeline.RoutingReader;
import dev.signalbox.intake.pipeline.SamplingReader;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.intake.pipeline.TelemetryStackReader;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.intake.schema.Checked;
import dev.signalbox.intake.schema.ResourceKind;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.routing.AlertRouting;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.jackson.GoCompatibilityModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a checked tree to the classes of the API, and on to what they mean. */
final class MeaningReader {
    /** Enough for any resource that a person wrote. */
    private static final int MOST_UNREADABLE = 50;

    private MeaningReader() {}

    /** Reads as the operator's client does: see {@code KubernetesSerialization} in fabric8. Made only when needed. */
    private static final class Jackson {
        private static final ObjectMapper MAPPER = JsonMapper.builder()
                .addModule(new GoCompatibilityModule())
                .disable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
                // The schema says no to it already; and "1e999999999" as a number takes gigabytes to write out.
                .withCoercionConfig(
                        LogicalType.Float,
                        fractions -> fractions.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .build();
    }

    /** What a resource means, or every violation in it. */
    static Reading<Meaning> read(Checked checked) {
        return checked.kind() == ResourceKind.SLO && checked.violations().isEmpty()
                ? SloSpecTree.read(checked.completed().path("spec"))
                        .map(spec -> meaning(spec, metadata(checked.completed().path("metadata"))))
                        .orElseGet(() -> readByJackson(checked))
                : readByJackson(checked);
    }

    /**
     * The same for any resource, whatever is wrong with it. Fields that no class can hold are taken out before it is read,
     * so that what is wrong with the others is told as well.
     */
    private static Reading<Meaning> readByJackson(Checked checked) {
        ObjectNode tree = checked.completed().path("spec") instanceof ObjectNode spec
                ? spec.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        List<Violation> violations = new ArrayList<>(checked.violations());
        List<String> takenOut = new ArrayList<>();
        Optional<Object> spec = Optional.empty();
        while (spec.isEmpty() && takenOut.size() < MOST_UNREADABLE) {
            try {
                spec = Optional.of(
                        Jackson.MAPPER.treeToValue(tree, checked.kind().specType()));
            } catch (JsonProcessingException unreadable) {
                UnreadableField field = UnreadableField.of(unreadable);
                takenOut.add(field.path());
                field.takeOut(tree);
                if (violations.stream().noneMatch(violation -> violation.path().startsWith(field.path()))) {
                    violations.add(field.violation());
                }
            }
        }
        ObjectMeta metadata = metadata(checked.completed().path("metadata"));
        Reading<Meaning> reading =
                spec.map(readable -> meaning(readable, metadata)).orElseGet(() -> new Reading.Invalid<>(List.of()));
        return switch (reading) {
            case Reading.Read<Meaning> read when violations.isEmpty() -> read;
            case Reading.Read<Meaning> ignored -> new Reading.Invalid<>(violations);
            case Reading.Invalid<Meaning>(List<Violation> ofReader) ->
                new Reading.Invalid<>(merged(violations, ofReader, takenOut));
        };
    }

    /**
     * Where both the schema and a reader complain of a field, the reader knows better what to write instead; but it
     * knows nothing of what was taken out, and would miss it.
     */
    private static List<Violation> merged(List<Violation> ofSchema, List<Violation> ofReader, List<String> takenOut) {
        List<Violation> told = ofReader.stream()
                .filter(violation -> takenOut.stream().noneMatch(path -> path.startsWith(violation.path())))
                .toList();
        Set<String> paths = told.stream().map(Violation::path).collect(Collectors.toSet());
        return Stream.concat(ofSchema.stream().filter(violation -> !paths.contains(violation.path())), told.stream())
                .toList();
    }

    private static Reading<Meaning> meaning(Object spec, ObjectMeta metadata) {
        return switch (spec) {
            case SloSpec slo -> map(SloReader.read(metadata, slo), Meaning.Objective::new);
            case ServiceObservabilitySpec service ->
                both(
                        ServiceReader.read(resource(metadata, service)),
                        TelemetryServiceReader.read(resource(metadata, service)),
                        Meaning.Service::new);
            case SamplingPolicySpec policy ->
                map(SamplingReader.read(resource(metadata, policy)), Meaning.Sampling::new);
            case ObservabilityStackSpec stack -> stack(resource(metadata, stack));
            case ObservabilityPolicySpec policy ->
                map(PolicyReader.read(resource(metadata, policy)), Meaning.Guardrail::new);
            default -> throw new IllegalArgumentException("not of a kind of ours: " + spec.getClass());
        };
    }

    private static Reading<Meaning> stack(ObservabilityStack stack) {
        Reading<RuleSettings> rules = StackReader.read(stack);
        Reading<TelemetryStack> telemetry = TelemetryStackReader.read(stack);
        Reading<DashboardSettings> dashboards = DashboardsReader.read(stack);
        Reading<AlertRouting> routing = RoutingReader.read(stack);
        return rules instanceof Reading.Read<RuleSettings>(RuleSettings settings)
                        && telemetry instanceof Reading.Read<TelemetryStack>(TelemetryStack sent)
                        && dashboards instanceof Reading.Read<DashboardSettings>(DashboardSettings boards)
                        && routing instanceof Reading.Read<AlertRouting>(AlertRouting told)
                ? new Reading.Read<>(new Meaning.Stack(settings, sent, boards, told))
                : new Reading.Invalid<>(Stream.of(rules, telemetry, dashboards, routing)
                        .flatMap(reading -> reading.violations().stream())
                        .distinct()
                        .toList());
    }

    private static ServiceObservability resource(ObjectMeta metadata, ServiceObservabilitySpec spec) {
        ServiceObservability service = new ServiceObservability();
        service.setMetadata(metadata);
        service.setSpec(spec);
        return service;
    }

    private static SamplingPolicy resource(ObjectMeta metadata, SamplingPolicySpec spec) {
        SamplingPolicy policy = new SamplingPolicy();
        policy.setMetadata(metadata);
        policy.setSpec(spec);
        return policy;
    }

    private static ObservabilityPolicy resource(ObjectMeta metadata, ObservabilityPolicySpec spec) {
        ObservabilityPolicy policy = new ObservabilityPolicy();
        policy.setMetadata(metadata);
        policy.setSpec(spec);
        return policy;
    }

    private static ObservabilityStack resource(ObjectMeta metadata, ObservabilityStackSpec spec) {
        ObservabilityStack stack = new ObservabilityStack();
        stack.setMetadata(metadata);
        stack.setSpec(spec);
        return stack;
    }

    /** Only what has a meaning to us: reading all there can be in metadata would take longer than all the rest. */
    private static ObjectMeta metadata(JsonNode tree) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(tree.path("name").asText());
        metadata.setNamespace(tree.path("namespace").textValue());
        metadata.setLabels(texts(tree.path("labels")));
        metadata.setAnnotations(texts(tree.path("annotations")));
        return metadata;
    }

    private static Map<String, String> texts(JsonNode tree) {
        Map<String, String> texts = new LinkedHashMap<>();
        tree.properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }

    private static <T> Reading<Meaning> map(Reading<T> reading, Function<T, Meaning> meaning) {
        return switch (reading) {
            case Reading.Read<T>(T value) -> new Reading.Read<>(meaning.apply(value));
            case Reading.Invalid<T>(List<Violation> violations) -> new Reading.Invalid<>(violations);
        };
    }

    /** What two readers make of one resource; where both look at a field, they say the same of it. */
    private static <A, B, C> Reading<C> both(Reading<A> one, Reading<B> other, BiFunction<A, B, C> meaning) {
        return one instanceof Reading.Read<A>(A first) && other instanceof Reading.Read<B>(B second)
                ? new Reading.Read<>(meaning.apply(first, second))
                : new Reading.Invalid<>(Stream.concat(one.violations().stream(), other.violations().stream())
                        .distinct()
                        .toList());
    }
}
