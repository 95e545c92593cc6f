package dev.signalbox.intake.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.SloReader;
import dev.signalbox.intake.StackReader;
import dev.signalbox.intake.schema.Checked;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Violation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.model.jackson.GoCompatibilityModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a checked tree to the classes of the API, and on to what they mean. */
final class MeaningReader {
    /** Reads as the operator's client does: see {@code KubernetesSerialization} in fabric8. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new GoCompatibilityModule())
            .disable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    /** Enough for any resource that a person wrote. */
    private static final int MOST_UNREADABLE = 50;

    private MeaningReader() {}

    /**
     * What a resource means, or every violation in it. Fields that no class can hold are taken out before it is read, so
     * that what is wrong with the others is told as well.
     */
    static Reading<Meaning> read(Checked checked) {
        ObjectNode tree = checked.completed().deepCopy();
        List<Violation> violations = new ArrayList<>(checked.violations());
        List<String> takenOut = new ArrayList<>();
        Optional<HasMetadata> object = Optional.empty();
        while (object.isEmpty() && takenOut.size() < MOST_UNREADABLE) {
            try {
                object = Optional.of(MAPPER.treeToValue(tree, checked.kind().type()));
            } catch (JsonProcessingException unreadable) {
                UnreadableField field = UnreadableField.of(unreadable);
                takenOut.add(field.path());
                field.takeOut(tree);
                if (violations.stream().noneMatch(violation -> violation.path().startsWith(field.path()))) {
                    violations.add(field.violation());
                }
            }
        }
        Reading<Meaning> reading = object.map(MeaningReader::meaning).orElseGet(() -> new Reading.Invalid<>(List.of()));
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

    private static Reading<Meaning> meaning(HasMetadata object) {
        return switch (object) {
            case SLO slo -> map(SloReader.read(slo), Meaning.Objective::new);
            case ServiceObservability service ->
                map(ServiceReader.read(service), declared -> new Meaning.Service(name(service), declared));
            case ObservabilityStack stack ->
                map(
                        StackReader.read(stack),
                        rules -> new Meaning.Stack(stack.getMetadata().getName(), rules));
            default -> new Reading.Read<>(new Meaning.Unread());
        };
    }

    private static <T> Reading<Meaning> map(Reading<T> reading, Function<T, Meaning> meaning) {
        return switch (reading) {
            case Reading.Read<T>(T value) -> new Reading.Read<>(meaning.apply(value));
            case Reading.Invalid<T>(List<Violation> violations) -> new Reading.Invalid<>(violations);
        };
    }

    private static ResourceName name(HasMetadata object) {
        return new ResourceName(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }
}
