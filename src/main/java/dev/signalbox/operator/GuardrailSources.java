package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.compile.slo.ConfinedSlo;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.guardrails.Compliance;
import dev.signalbox.guardrails.Estate;
import dev.signalbox.guardrails.Namespace;
import dev.signalbox.guardrails.RuleTable;
import dev.signalbox.guardrails.StackTerms;
import dev.signalbox.guardrails.Subject;
import dev.signalbox.guardrails.SubjectKind;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.SloReader;
import dev.signalbox.intake.pipeline.SamplingReader;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.intake.pipeline.TelemetryStackReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.operator.alerts.ForeignRules;
import dev.signalbox.operator.watched.WatchedKind;
import dev.signalbox.operator.watched.WatchedResources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/** Everything that policies judge, and by which they do. */
final class GuardrailSources {
    private final WatchedResources watched;
    private final ForeignRules rules;

    /** @param changed called when something may be judged otherwise; on informers' threads */
    GuardrailSources(KubernetesClient client, WatchedResources watched, Runnable changed) {
        this.watched = watched;
        rules = new ForeignRules(client, watched.namespaces());
        watched.guardrails().onChange(changed);
        watched.namespaceLabels().onChange(_ -> changed.run());
        ask(watched.services(), GuardrailSources::saysOrHasSomethingElse, changed);
        Stream.of(watched.slos(), watched.samplingPolicies(), watched.stacks())
                .forEach(kind -> ask(kind, GuardrailSources::saysSomethingElse, changed));
    }

    private static <R extends HasMetadata> void ask(
            WatchedKind<R> kind, BiPredicate<? super R, ? super R> differ, Runnable changed) {
        kind.onChange(change -> {
            if (change.matters(differ)) {
                changed.run(); // policies are woken once all of it is judged
            }
        });
    }

    /** Whether everything there is was read: a part of it would be judged otherwise. */
    boolean areKnown() {
        return watched.known().isDone();
    }

    /** Everything judged as it is now; what is wrong in itself is left out, and told of elsewhere. */
    Compliance judge(LocalDate today) {
        List<Policy> known = watched.guardrails().policies();
        return Compliance.of(known, this::namespace, known.isEmpty() ? List.of() : subjects(known), today);
    }

    /** To read all of them takes long in a large cluster: only where somebody judges. */
    private List<Subject> subjects(List<Policy> known) {
        Map<ResourceName, DeclaredService> declared = new HashMap<>();
        watched.services().all().forEach(service -> read(ServiceReader::read, service)
                .forEach(itself -> declared.put(ObjectNames.of(service), itself)));
        List<Slo> objectives =
                watched.slos().all().flatMap(slo -> read(SloReader::read, slo)).toList();
        List<TraceSampling> samplings = watched.samplingPolicies()
                .all()
                .flatMap(policy -> read(SamplingReader::read, policy))
                .toList();
        Estate estate = new Estate(declared, objectives, samplings, stack());
        return Stream.of(
                        watched.services().all().flatMap(service -> subject(service, estate)),
                        objectives.stream().map(slo -> estate.objective(slo, ConfinedSlo.unconfinable(slo, known))),
                        samplings.stream().map(estate::sampling),
                        foreignRules(known))
                .<Subject>flatMap(subjects -> subjects)
                .toList();
    }

    /** Whether rules that others wrote, of which no informer tells, are to be read again. */
    boolean areRulesStale() {
        return watched.guardrails().policies().stream().anyMatch(GuardrailSources::isAboutRules)
                && rules.isStale(Instant.now());
    }

    private Stream<Subject> foreignRules(List<Policy> known) {
        return known.stream().anyMatch(GuardrailSources::isAboutRules)
                ? rules.known(Instant.now()).stream().map(Subject.class::cast)
                : Stream.empty();
    }

    private static boolean isAboutRules(Policy policy) {
        return RuleTable.isAbout(policy, SubjectKind.PROMETHEUS_RULE);
    }

    private static Stream<Subject.Service> subject(ServiceObservability service, Estate estate) {
        Stream<TelemetryService> telemetry = read(TelemetryServiceReader::read, service);
        return telemetry.map(known -> estate.service(known, MeasuredService.of(service.getStatus())));
    }

    private Optional<StackTerms> stack() {
        return watched.stack().stream()
                .flatMap(stack -> read(TelemetryStackReader::read, stack))
                .findFirst()
                .map(StackTerms::of);
    }

    private Namespace namespace(String name) {
        return new Namespace(name, watched.namespaceLabels().of(name).orElse(Map.of()));
    }

    private static <R extends HasMetadata, T> Stream<T> read(Function<R, Reading<T>> reader, R resource) {
        return resource.isMarkedForDeletion() ? Stream.empty() : reader.apply(resource).meant().stream();
    }

    private static boolean saysOrHasSomethingElse(ServiceObservability before, ServiceObservability service) {
        return saysSomethingElse(before, service)
                || !MeasuredService.of(service.getStatus()).equals(MeasuredService.of(before.getStatus()));
    }

    private static boolean saysSomethingElse(HasMetadata before, HasMetadata resource) {
        return !Objects.equals(
                        before.getMetadata().getGeneration(),
                        resource.getMetadata().getGeneration())
                || !Objects.equals(
                        before.getMetadata().getLabels(), resource.getMetadata().getLabels());
    }
}
