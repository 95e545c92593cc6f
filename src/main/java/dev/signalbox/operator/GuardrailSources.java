package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
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
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import dev.signalbox.operator.alerts.ForeignRules;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that policies judge, and by which they do. */
final class GuardrailSources {
    /** Rules of policies that are about rules of Prometheus. */
    private static final Set<Rule> RULES_ABOUT_RULES = RuleTable.rows().stream()
            .filter(row -> row.kind().equals(SubjectKind.PROMETHEUS_RULE.kind()))
            .map(RuleTable.Row::rule)
            .collect(Collectors.toUnmodifiableSet());

    private final IndexerResourceCache<ObservabilityPolicy> policies;
    private final InformerEventSource<ServiceObservability, ObservabilityPolicy> services;
    private final InformerEventSource<SLO, ObservabilityPolicy> slos;
    private final InformerEventSource<SamplingPolicy, ObservabilityPolicy> sampling;
    private final InformerEventSource<ObservabilityStack, ObservabilityPolicy> stacks;
    private final InformerEventSource<io.fabric8.kubernetes.api.model.Namespace, ObservabilityPolicy> namespaces;
    private final ForeignRules rules;

    /**
     * @param watched namespaces; empty for all
     * @param changed called when something may be judged otherwise; on informers' threads
     */
    GuardrailSources(EventSourceContext<ObservabilityPolicy> context, Set<String> watched, Runnable changed) {
        Set<String> everywhere = Constants.WATCH_ALL_NAMESPACE_SET;
        Set<String> where = watched.isEmpty() ? everywhere : watched;
        policies = context.getPrimaryCache();
        services = source(context, ServiceObservability.class, where, changed);
        slos = source(context, SLO.class, where, changed);
        sampling = source(context, SamplingPolicy.class, where, changed);
        stacks = source(context, ObservabilityStack.class, everywhere, changed);
        rules = new ForeignRules(context.getClient(), watched);
        namespaces = source(context, io.fabric8.kubernetes.api.model.Namespace.class, everywhere, changed);
    }

    List<EventSource<?, ObservabilityPolicy>> eventSources() {
        return List.of(services, slos, sampling, stacks, namespaces);
    }

    /** Whether everything there is was read: a part of it would be judged otherwise. */
    boolean areKnown() {
        return Stream.of(services, slos, sampling, stacks, namespaces).allMatch(InformerEventSource::isRunning);
    }

    /** Everything judged as it is now; what is wrong in itself is left out, and told of elsewhere. */
    Compliance judge(LocalDate today) {
        List<Policy> known = policies();
        return Compliance.of(known, this::namespace, known.isEmpty() ? List.of() : subjects(known), today);
    }

    /** To read all of them takes long in a large cluster: only where somebody judges. */
    private List<Subject> subjects(List<Policy> known) {
        Map<ResourceName, DeclaredService> declared = new HashMap<>();
        services.list().forEach(service -> read(ServiceReader::read, service)
                .forEach(itself -> declared.put(ObjectNames.of(service), itself)));
        List<Slo> objectives =
                slos.list().flatMap(slo -> read(SloReader::read, slo)).toList();
        List<TraceSampling> samplings = sampling.list()
                .flatMap(policy -> read(SamplingReader::read, policy))
                .toList();
        Estate estate = new Estate(declared, objectives, samplings, stack());
        return Stream.of(
                        services.list().flatMap(service -> subject(service, estate)),
                        objectives.stream().map(slo -> estate.objective(slo, unconfinable(slo, known))),
                        samplings.stream().map(estate::sampling),
                        foreignRules(known))
                .<Subject>flatMap(subjects -> subjects)
                .toList();
    }

    /** Whether rules that others wrote, of which no informer tells, are to be read again. */
    boolean areRulesStale() {
        return policies().stream().anyMatch(GuardrailSources::isAboutRules) && rules.isStale(Instant.now());
    }

    private Stream<Subject> foreignRules(List<Policy> known) {
        return known.stream().anyMatch(GuardrailSources::isAboutRules)
                ? rules.known(Instant.now()).stream().map(Subject.class::cast)
                : Stream.empty();
    }

    private static boolean isAboutRules(Policy policy) {
        return !Collections.disjoint(policy.rules(), RULES_ABOUT_RULES);
    }

    private static List<Violation> unconfinable(Slo slo, List<Policy> known) {
        return known.stream().anyMatch(Policy::confineToNamespace) ? ConfinedSlo.unconfinable(slo) : List.of();
    }

    private List<Policy> policies() {
        return policies.list()
                .flatMap(policy -> read(PolicyReader::read, policy))
                .toList();
    }

    private static Stream<Subject.Service> subject(ServiceObservability service, Estate estate) {
        Stream<TelemetryService> telemetry = read(TelemetryServiceReader::read, service);
        return telemetry.map(known -> estate.service(known, MeasuredService.of(service.getStatus())));
    }

    private Optional<StackTerms> stack() {
        return stacks.get(new ResourceID(SloSources.STACK)).stream()
                .flatMap(stack -> read(TelemetryStackReader::read, stack))
                .findFirst()
                .map(StackTerms::of);
    }

    private Namespace namespace(String name) {
        return namespaces
                .get(new ResourceID(name))
                .map(found -> new Namespace(
                        name,
                        Optional.ofNullable(found.getMetadata().getLabels()).orElse(Map.of())))
                .orElseGet(() -> Namespace.named(name));
    }

    private static <R extends HasMetadata, T> Stream<T> read(Function<R, Reading<T>> reader, R resource) {
        return resource.isMarkedForDeletion() ? Stream.empty() : reader.apply(resource).meant().stream();
    }

    private static <R extends HasMetadata> InformerEventSource<R, ObservabilityPolicy> source(
            EventSourceContext<ObservabilityPolicy> context, Class<R> type, Set<String> namespaces, Runnable changed) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, ObservabilityPolicy.class)
                        .withNamespaces(namespaces)
                        .withSecondaryToPrimaryMapper(_ -> {
                            changed.run(); // policies are woken once all of it is judged
                            return Set.of();
                        })
                        .withOnUpdateFilter(GuardrailSources::saysSomethingElse)
                        .build(),
                context);
    }

    /** Namespaces have no generation: of them only labels matter. */
    private static boolean saysSomethingElse(HasMetadata resource, HasMetadata before) {
        return !Objects.equals(
                        resource.getMetadata().getGeneration(),
                        before.getMetadata().getGeneration())
                || !Objects.equals(
                        resource.getMetadata().getLabels(), before.getMetadata().getLabels())
                || resource instanceof ServiceObservability service
                        && before instanceof ServiceObservability old
                        && !MeasuredService.of(service.getStatus()).equals(MeasuredService.of(old.getStatus()));
    }
}
