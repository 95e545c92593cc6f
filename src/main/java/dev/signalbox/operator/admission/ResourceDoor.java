package dev.signalbox.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Notice;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.compile.pipeline.Remarks.Subject;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.stack.StackCompiler;
import dev.signalbox.compile.slo.SloCompiler;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.guardrails.Finding;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.StackReader;
import dev.signalbox.intake.batch.Meaning;
import dev.signalbox.intake.batch.ResourceReader;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.intake.schema.ResourceCheck;
import dev.signalbox.intake.schema.ResourceKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says whether a resource may come in, by what {@code signalbox validate} and reconcile check. What is wrong by itself is
 * refused. What only does not go together with the rest of the cluster yet is warned of: in which order resources are applied
 * must not matter.
 */
public final class ResourceDoor {
    private final ResourceReader reader = new ResourceReader();
    private final KnownResources known;
    private final PolicyDoor policies;
    private final Supplier<LocalDate> today;

    /**
     * @param isJudgedBefore whether the API server judges by the same policies before it asks here
     * @param today in UTC
     */
    public ResourceDoor(KnownResources known, boolean isJudgedBefore, Supplier<LocalDate> today) {
        this.known = known;
        this.policies = new PolicyDoor(known, isJudgedBefore);
        this.today = today;
    }

    /** Of what is no news nothing is said. */
    public Answer answer(Review review) {
        return review.isNews() ? answer(review.object()) : Answer.FINE;
    }

    /** Of what is not ours nothing is said. */
    public Answer answer(JsonNode object) {
        return ResourceCheck.isOurs(object)
                ? ResourceKind.named(object.path("kind").asText())
                        .map(kind -> answer(reader.read(kind, object)))
                        .orElse(Answer.FINE)
                : Answer.FINE;
    }

    private Answer answer(Reading<Meaning> reading) {
        return switch (reading) {
            case Reading.Invalid<Meaning>(List<Violation> violations) -> Answer.refused(violations);
            case Reading.Read<Meaning>(Meaning meaning) ->
                answer(meaning).and(judged(policies.findings(meaning, today.get())));
        };
    }

    private static Answer judged(List<Finding> findings) {
        Map<Finding.Weight, List<Violation>> told = findings.stream()
                .collect(
                        Collectors.groupingBy(Finding::weight, Collectors.mapping(Finding::told, Collectors.toList())));
        return new Answer(
                told.getOrDefault(Finding.Weight.ERROR, List.of()),
                texts(told.getOrDefault(Finding.Weight.WARNING, List.of())),
                texts(told.getOrDefault(Finding.Weight.NOTE, List.of())));
    }

    private static List<String> texts(List<Violation> violations) {
        return violations.stream().map(Violation::toString).toList();
    }

    private Answer answer(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Objective(Slo slo) -> answer(SloCompiler.compile(slo, facts(slo)));
            case Meaning.Service(DeclaredService _, TelemetryService service) -> warned(conflicts(service));
            case Meaning.Stack stack -> answer(stack.telemetry());
            case Meaning.Sampling _, Meaning.Guardrail _ -> Answer.FINE;
        };
    }

    private Answer answer(Compilation compilation) {
        return switch (compilation) {
            case Compilation.Compiled compiled -> warned(compiled.notices());
            case Compilation.Rejected(List<Violation> violations) -> Answer.refused(violations);
            case Compilation.Blocked(Prerequisite missing) ->
                Answer.warned(warning(missing).stream().toList());
        };
    }

    private static Answer answer(TelemetryStack stack) {
        List<Violation> violations = StackCompiler.violations(stack);
        return violations.isEmpty() ? warned(StackCompiler.notices(stack)) : Answer.refused(violations);
    }

    private static Answer warned(List<Notice> notices) {
        return Answer.warned(notices.stream()
                .map(notice -> notice.reason() + ": " + notice.message())
                .toList());
    }

    /** Of one that is there and wrong its own author is told. */
    private Optional<String> warning(Prerequisite missing) {
        return switch (missing) {
            case Prerequisite.Kind(ServedKind kind) -> Optional.of("the cluster does not serve " + kind);
            case Prerequisite.Reference reference ->
                Optional.of(reference.violation().toString())
                        .filter(_ -> known.knows(reference.resource().namespace()))
                        .filter(_ -> known.service(reference.resource()).isEmpty());
            case Prerequisite.Support support -> Optional.of(support.message());
        };
    }

    /** Who else claims the same service, as far as they are right by themselves. */
    private List<Notice> conflicts(TelemetryService service) {
        Stream<TelemetryService> others = known.services(service.resource().namespace())
                .filter(other ->
                        !other.getMetadata().getName().equals(service.resource().name()))
                .filter(other -> service.service()
                        .equals(Optional.ofNullable(other.getSpec().service())
                                .orElse(other.getMetadata().getName())))
                .map(TelemetryServiceReader::read)
                .filter(Reading.Read.class::isInstance)
                .map(reading -> ((Reading.Read<TelemetryService>) reading).value());
        return ServiceClaims.of(Stream.concat(others, Stream.of(service)).toList())
                .remarks()
                .of(Subject.service(service.resource()));
    }

    /** What kinds are served is for the reconciler to find out; a stack that can't be read is told of on the stack. */
    private ClusterFacts facts(Slo slo) {
        RuleSettings rules = known.stack().map(StackReader::read).orElse(new Reading.Read<>(RuleSettings.DEFAULT))
                        instanceof Reading.Read<RuleSettings>(RuleSettings settings)
                ? settings
                : RuleSettings.DEFAULT;
        return new ClusterFacts(ClusterFacts.WITHOUT_CLUSTER.kinds(), Optional.empty(), rules, service(slo.service()));
    }

    private Map<ResourceName, DeclaredService> service(ServiceReference reference) {
        return reference instanceof ServiceReference.Declared(ResourceName name)
                ? known.service(name)
                        .map(ServiceReader::read)
                        .filter(Reading.Read.class::isInstance)
                        .map(reading -> Map.of(name, ((Reading.Read<DeclaredService>) reading).value()))
                        .orElse(Map.of())
                : Map.of();
    }
}
