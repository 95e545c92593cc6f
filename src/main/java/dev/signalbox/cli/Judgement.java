package dev.signalbox.cli;

import dev.signalbox.compile.slo.ConfinedSlo;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.guardrails.Door;
import dev.signalbox.guardrails.Estate;
import dev.signalbox.guardrails.Judge;
import dev.signalbox.guardrails.Measured;
import dev.signalbox.guardrails.StackTerms;
import dev.signalbox.guardrails.Subject;
import dev.signalbox.intake.batch.Batch;
import dev.signalbox.intake.batch.BatchFacts;
import dev.signalbox.intake.batch.Declared;
import dev.signalbox.intake.batch.Meaning;
import dev.signalbox.model.Slo;
import dev.signalbox.model.pipeline.TraceSampling;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds the resources of a batch against policies. */
final class Judgement {
    private final PolicyOptions.Terms terms;
    private final Estate estate;

    private Judgement(Batch batch, ClusterFacts known, PolicyOptions.Terms terms) {
        this.terms = terms;
        this.estate = new Estate(
                BatchFacts.over(known, batch).services(),
                meanings(batch, Meaning.Objective.class)
                        .map(Meaning.Objective::slo)
                        .toList(),
                meanings(batch, Meaning.Sampling.class)
                        .map(Meaning.Sampling::policy)
                        .toList(),
                meanings(batch, Meaning.Stack.class)
                        .map(stack -> StackTerms.of(stack.telemetry()))
                        .findFirst());
    }

    /** What breaks a rule, in the words of every door, and where it stands. */
    static Stream<Told> of(Batch batch, ClusterFacts known, PolicyOptions.Terms terms) {
        return batch.declared().stream().flatMap(new Judgement(batch, known, terms)::judge);
    }

    private Stream<Told> judge(Declared resource) {
        return subject(resource.meaning()).stream()
                .flatMap(subject -> Judge.judge(
                        terms.policies().values(),
                        terms.namespace(subject.name().namespace()),
                        subject,
                        Door.CLI,
                        terms.today())
                        .stream())
                .map(finding -> new Told(resource.document().locate(finding.told()), Optional.of(finding)));
    }

    private Optional<Subject> subject(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Objective(Slo slo) ->
                Optional.of(estate.objective(
                        slo, ConfinedSlo.unconfinable(slo, terms.policies().values())));
            case Meaning.Service service -> Optional.of(estate.service(service.telemetry(), Measured.NOTHING));
            case Meaning.Sampling(TraceSampling policy) -> Optional.of(estate.sampling(policy));
            case Meaning.Stack _, Meaning.Guardrail _ -> Optional.empty();
        };
    }

    private static <M extends Meaning> Stream<M> meanings(Batch batch, Class<M> kind) {
        return batch.declared().stream()
                .map(Declared::meaning)
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
